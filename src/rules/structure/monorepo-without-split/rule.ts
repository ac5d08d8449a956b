import { Kind } from '../../../manifests/kind';
import { pushTo } from '../../../primitives/push-to';
import { syncsOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Reference, referencesIn } from '../../../verification/references';

/** Every commit is news to every layer. */
export class MonorepoWithoutSplit implements IRule {
  public readonly meta: RuleMeta = {
    id: 'monorepo-without-split',
    severity: Severity.INFO,
    summary: 'Two or more layers read one Git source, and no ArtifactGenerator splits it.',
    why:
      'Each commit is a new revision for every Kustomization of the source: all of them are built and compared with the cluster again, ' +
      'whichever directory changed. An ArtifactGenerator makes one artifact of each directory, with a new revision only when it changes.',
    fix: 'Let an ArtifactGenerator make an ExternalArtifact for each layer; in a program, split: true of LayeredCluster does.',
    references: ['https://fluxcd.io/flux/components/source/artifactgenerators/'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    if (manifests.ofKind(Kind.ARTIFACT_GENERATOR).length > 0) return [];
    const layers = referencesIn(manifests).for('source').filter(isLayerOfGit);
    if (layers.length < 2) return [];
    const syncs = syncsOf(context);
    const bySource = new Map<string, Reference[]>();
    for (const reference of layers) {
      const { from, to } = reference;
      if (syncs.includes(from)) continue;
      pushTo(bySource, to.key, reference);
    }
    const shared = [...bySource.values()].find((references) => references.length > 1);
    if (!shared) return [];
    return [new Finding(shared[0].field, `${shared.length} layers read ${shared[0].to}, so each commit reconciles all of them`)];
  }
}

function isLayerOfGit({ from, to }: Reference): boolean {
  return from.id.qualifiedKind === Kind.KUSTOMIZATION && to.qualifiedKind === Kind.GIT_REPOSITORY;
}
