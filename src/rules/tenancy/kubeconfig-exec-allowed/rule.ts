import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { IMPERSONATING_CONTROLLERS, KINDS_OF_CONTROLLERS } from '../../../verification/controllers';

const FLAGS = ['insecure-kubeconfig-exec', 'insecure-kubeconfig-tls'];

/** Whoever writes a kubeconfig runs commands in the controller. */
export class KubeconfigExecAllowed implements IRule {
  public readonly meta: RuleMeta = {
    id: 'kubeconfig-exec-allowed',
    severity: Severity.ERROR,
    summary: 'A controller runs commands that a kubeconfig names, or trusts any certificate.',
    why:
      'With --insecure-kubeconfig-exec a controller runs the command that the kubeconfig in a Secret names, inside its own pod and so ' +
      'with its rights: whoever can write that Secret owns the cluster. With --insecure-kubeconfig-tls it talks to whatever answers in ' +
      'the place of the remote cluster.',
    fix: 'Remove the flag; use a kubeconfig with a token, or spec.kubeConfig.configMapRef with workload identity.',
    references: ['https://fluxcd.io/flux/components/kustomize/options/', 'https://fluxcd.io/flux/components/helm/options/'],
    kinds: KINDS_OF_CONTROLLERS,
    files: true,
  };

  public check({ controllers }: RuleContext): Finding[] {
    if (!controllers.known) return [];
    const places = new Set<string>();
    return IMPERSONATING_CONTROLLERS.flatMap((controller) => FLAGS.map((flag) => ({ controller, flag }))).flatMap(
      ({ controller, flag }) => {
        const field = controllers._fieldOf(controller, flag);
        if (!field || !controllers.isOn(controller, flag)) return [];
        // One patch may set it on both.
        const place = `${field.manifest} ${field.path} ${flag}`;
        if (places.has(place)) return [];
        places.add(place);
        const what = flag === FLAGS[0] ? 'runs commands that a kubeconfig names' : 'accepts any certificate that a kubeconfig allows';
        return [new Finding(field, `${controller} ${what}, because of --${flag}`, { part: `--${flag}` })];
      },
    );
  }
}
