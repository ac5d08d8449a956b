import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const SINCE = 27;

/** A FluxInstance leaves its controllers as small as they are by default. */
export class ClusterSizeUnset implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cluster-size-unset',
    severity: Severity.WARNING,
    summary: 'A FluxInstance does not say how large the cluster is.',
    why:
      'spec.cluster.size sets memory, CPU and the number of workers of all controllers together. Without it they run as upstream ships ' +
      'them, four workers each, until a growing cluster fills their queues or their memory.',
    fix: 'Set spec.cluster.size to small, medium or large.',
    references: ['https://fluxoperator.dev/docs/crd/fluxinstance/#cluster-configuration'],
    kinds: [Kind.FLUX_INSTANCE],
  };

  public check({ manifests, operatorVersion }: RuleContext): Finding[] {
    if (Number(operatorVersion.split('.')[1]) < SINCE) return [];
    return manifests.ofKind(Kind.FLUX_INSTANCE).flatMap((instance) => {
      const cluster = instance.at('spec', 'cluster');
      if (!cluster.at('size').isEmpty() || hasOwnResources(instance.at('spec', 'kustomize', 'patches').items())) return [];
      return [new Finding(cluster.exists ? cluster : instance.at('spec'), `${instance} does not set cluster.size`)];
    });
  }
}

/** Whether patches size the controllers one by one. */
function hasOwnResources(patches: readonly Field[]): boolean {
  return patches.some((patch) => /\bresources\b|--concurrent/.test(patch.at('patch').text() ?? ''));
}
