import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { KINDS_OF_CONTROLLERS } from '../../../verification/controllers';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** The default account of the lockdown applies to Flux itself. */
export class FluxLockedOut implements IRule {
  public readonly meta: RuleMeta = {
    id: 'flux-locked-out',
    severity: Severity.ERROR,
    summary: 'The lockdown applies to the sync of Flux itself, which then has no rights.',
    why:
      'With --default-service-account every Kustomization without serviceAccountName acts as that account of its namespace, and the ' +
      'Kustomization of the sync is no exception. It then may apply nothing, and what would correct it cannot be applied either. ' +
      'The operator adds the account when cluster.multitenant is true.',
    fix: 'Patch spec.serviceAccountName: kustomize-controller into the Kustomization of the sync.',
    references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: KINDS_OF_CONTROLLERS,
    files: true,
  };

  public check({ controllers, manifests }: RuleContext): Finding[] {
    const flag = controllers._fieldOf('kustomize-controller', 'default-service-account');
    const account = controllers.defaultServiceAccount;
    if (!flag || account === undefined || controllers._patchedSyncAccount !== undefined) return [];

    const roots = [...manifests.generated, ...manifests.ofKind(Kind.KUSTOMIZATION)].filter((one) => isRoot(one, controllers._namespace));
    const root = roots[0];
    // The manifests of `flux bootstrap` name no account; without them and its patches nobody knows what the sync looks like.
    if (!root && flag.manifest.id.qualifiedKind === Kind.DEPLOYMENT) return [];
    if (root?.at('spec', 'serviceAccountName').text() !== undefined) return [];

    const name = root ? `${root}` : 'the Kustomization of the sync';
    const field = !root || root.generatedBy ? flag : root.at('spec', 'serviceAccountName');
    return [new Finding(field, `${name} names no account, so it acts as '${account}' and loses its rights in the cluster`)];
  }
}

/** What the operator makes for its instance, or what `flux bootstrap` writes: a Kustomization named like its namespace. */
function isRoot({ id, name, namespace, generatedBy }: Manifest, fluxNamespace: string): boolean {
  if (id.qualifiedKind !== Kind.KUSTOMIZATION) return false;
  return generatedBy ? generatedBy.kind === 'FluxInstance' : namespace === fluxNamespace && name === namespace;
}
