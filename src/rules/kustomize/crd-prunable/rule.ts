import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { pushTo } from '../../../primitives/push-to';
import { Finding } from '../../../verification/finding';
import { isFluxGroup } from '../../../verification/generated-objects';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { prunerOf } from '../pruning';

/** A definition that goes when its file does, with every object of its kind. */
export class CrdPrunable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'crd-prunable',
    severity: Severity.WARNING,
    summary: 'A CRD is applied by a Kustomization that prunes, without an annotation that keeps it.',
    why:
      'A pruning Kustomization deletes what is no longer in its directory. With a CRD Kubernetes deletes every object of its kind, in all ' +
      'namespaces, whoever made them: a renamed file is enough.',
    fix: 'Annotate the CRD with kustomize.toolkit.fluxcd.io/prune: disabled, or keep CRDs in a layer with prune: false.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
    kinds: [Kind.CUSTOM_RESOURCE_DEFINITION],
  };

  public check(context: RuleContext): Finding[] {
    const byFile = new Map<string, Manifest[]>();
    for (const crd of context.manifests.ofKind(Kind.CUSTOM_RESOURCE_DEFINITION)) {
      const applier = isOfFlux(crd) ? undefined : prunerOf(context, crd);
      if (!applier) continue;
      // One layer of vendored definitions is one thing to correct.
      const key = `${applier.id.key} ${crd.root.place.file ?? crd.name}`;
      pushTo(byFile, key, crd);
    }
    return [...byFile.values()].map(([crd, ...more]) => {
      const others = more.length > 0 ? `, and ${more.length} more in the same file` : '';
      return new Finding(crd.at('metadata', 'name'), `${prunerOf(context, crd)} deletes ${crd} when its file goes${others}`);
    });
  }
}

/** What belongs to Flux itself goes only with Flux. */
function isOfFlux(crd: Manifest): boolean {
  return isFluxGroup(crd.at('spec', 'group').text() ?? '');
}
