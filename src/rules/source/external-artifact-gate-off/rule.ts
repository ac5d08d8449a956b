import { Kind } from '../../../manifests/kind';
import { KINDS_OF_CONTROLLERS } from '../../../verification/controllers';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** The controllers that take ExternalArtifacts, by the kind that names one. */
const CONTROLLERS = new Map<string, string>([
  [Kind.KUSTOMIZATION, 'kustomize-controller'],
  [Kind.HELM_RELEASE, 'helm-controller'],
]);

/** A controller is asked for an artifact of a kind that it is told not to take. */
export class ExternalArtifactGateOff implements IRule {
  public readonly meta: RuleMeta = {
    id: 'external-artifact-gate-off',
    severity: Severity.ERROR,
    summary: 'An object takes its content from an ExternalArtifact, and the gate of its controller is off.',
    why:
      'kustomize-controller and helm-controller take ExternalArtifacts only with the feature gate ExternalArtifact, which is off unless ' +
      'source-watcher is installed with Flux. Without it the object is refused, and nothing of it is applied.',
    fix: 'Add source-watcher to the components of Flux, or set --feature-gates=ExternalArtifact=true on the controller.',
    references: [
      'https://fluxcd.io/flux/components/source/externalartifacts/',
      'https://fluxcd.io/flux/installation/configuration/optional-components/',
    ],
    kinds: KINDS_OF_CONTROLLERS,
  };

  public check(context: RuleContext): Finding[] {
    const reported = new Set<string>();
    return referencesIn(context.manifests)
      .for('source', 'chart')
      .flatMap(({ from, field, to }) => {
        const controller = to.qualifiedKind === Kind.EXTERNAL_ARTIFACT ? CONTROLLERS.get(from.id.qualifiedKind) : undefined;
        if (controller === undefined || reported.has(controller) || !isGateOff(context, controller)) return [];
        reported.add(controller);
        return [new Finding(field.at('kind'), `${from} names ${to}, and ${controller} runs without the gate ExternalArtifact`)];
      });
  }
}

/** Nobody knows the gates of a controller that stands elsewhere, or of which only a patch is here. */
function isGateOff({ manifests, controllers }: RuleContext, controller: string): boolean {
  const isKnown = fluxInstancesIn(manifests).length > 0 || manifests.ofKind(Kind.DEPLOYMENT).some(({ name }) => name === controller);
  return isKnown && !controllers.gate(controller, 'ExternalArtifact');
}
