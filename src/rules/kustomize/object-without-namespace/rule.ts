import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { syncsOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { scopeOf } from '../../../verification/kind-scope';

/** An object of a namespaced kind that is in none. */
export class ObjectWithoutNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'object-without-namespace',
    severity: Severity.ERROR,
    summary: 'An object of a namespaced kind has no namespace, and its Kustomization sets none.',
    why:
      'kubectl would put it into the namespace of its context. Flux has none: the dry-run fails with "namespace not specified", and with it ' +
      'everything else in the Kustomization.',
    fix: 'Set metadata.namespace, namespace in the kustomization file, or spec.targetNamespace of the Kustomization.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace'],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const homeless = manifests.manifests.filter(({ namespace }) => namespace === undefined);
    if (homeless.length === 0) return [];
    const syncs = syncsOf(context);
    return homeless
      .filter((manifest) => scopeOf(manifests, manifest) === 'namespaced')
      .filter((manifest) => !getsNamespace(manifest, syncs))
      .map((manifest) => new Finding(manifest.at('metadata', 'name'), `${manifest} has no namespace`));
  }
}

/** A ResourceSet and a release of a chart have namespaces of their own; a Kustomization may set one. */
function getsNamespace({ applier }: Manifest, syncs: readonly Manifest[]): boolean {
  if (applier && applier.id.qualifiedKind !== Kind.KUSTOMIZATION) return true;
  // Where nobody sees who applies it, nobody sees what that sets.
  if (!applier && syncs.length === 0) return true;
  const kustomizations = applier ? [applier] : syncs;
  return kustomizations.some((kustomization) => kustomization.at('spec', 'targetNamespace').exists);
}
