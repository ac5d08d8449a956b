import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { referencesIn } from '../../../verification/references';
import { tenantsOf } from '../../../verification/tenants';

/** Which controller follows the reference. */
const CONTROLLERS: Readonly<Record<string, string>> = {
  [Kind.KUSTOMIZATION]: 'kustomize-controller',
  [Kind.HELM_RELEASE]: 'helm-controller',
  [Kind.IMAGE_POLICY]: 'image-reflector-controller',
  [Kind.IMAGE_UPDATE_AUTOMATION]: 'image-automation-controller',
  [Kind.ARTIFACT_GENERATOR]: 'source-watcher',
};

/** A reference that the lockdown refuses. */
export class CrossNamespaceSource implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cross-namespace-source',
    severity: Severity.WARNING,
    summary: 'A source of another namespace is used where the lockdown refuses it, or will.',
    why:
      'With --no-cross-namespace-refs a controller refuses references to sources, charts and images of other namespaces, and what has ' +
      'one stalls. A tenant that uses one works only as long as the lockdown is incomplete. Clusters without tenants share sources ' +
      'across namespaces as they like, and in the strict profile only they hear about it. dependsOn is never restricted.',
    fix: 'Define the source in the namespace of what uses it.',
    references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: Object.keys(CONTROLLERS),
  };

  public check(context: RuleContext): Finding[] {
    const { controllers, manifests, settings } = context;
    const tenants = tenantsOf(context).byNamespace;
    return referencesIn(manifests)
      .for('source', 'chart', 'image-repository')
      .flatMap(({ from, field, to }) => {
        const controller = CONTROLLERS[from.id.qualifiedKind];
        if (!controller || from.namespace === undefined || to.namespace === undefined || to.namespace === from.namespace) return [];
        const isRefused = controllers.isOn(controller, 'no-cross-namespace-refs');
        if (!isRefused && !tenants.has(from.namespace) && settings.strict !== true) return [];
        const message = isRefused
          ? `${controller} refuses the reference of ${from} to ${to} in another namespace`
          : `${from} uses ${to} of another namespace, which the lockdown refuses`;
        return [new Finding(field.at('namespace'), message, { severity: isRefused ? Severity.ERROR : Severity.WARNING })];
      });
  }
}
