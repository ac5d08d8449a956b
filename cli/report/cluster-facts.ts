import { syncsOf } from '../../src/verification/applying';
import { referencesIn } from '../../src/verification/references';
import { RuleContext } from '../../src/verification/rule-context';
import { Audit } from './audit';
import { chainsIn } from './markdown/chains';
import { sourceRevision } from './markdown/synced-source';
import { maskedText } from './mask';
import { STRENGTHS } from './strengths';

/** What a reviewer says about a cluster besides what is wrong with it. */
export interface ClusterFacts {
  readonly sync?: SyncFacts;
  /** What waits for what, e.g. `controllers → configs → apps`. */
  readonly chains: readonly string[];
  /** What is done well, each with its proof. */
  readonly strengths: readonly string[];
}

/** Where a cluster takes its own manifests from. */
export interface SyncFacts {
  /** Kind of the source. */
  readonly kind: string;
  readonly url?: string;
  readonly revision?: string;
  readonly path?: string;
  /** What makes the source: a FluxInstance; missing for one that stands in a file. */
  readonly madeBy?: string;
}

/** The facts about one cluster of an audit. */
export function clusterFacts(context: RuleContext, audit: Audit): ClusterFacts {
  const strengths = STRENGTHS.flatMap(({ title, evidence }) => {
    const proof = evidence(context, audit);
    return proof === undefined ? [] : [maskedText(`${title}: ${proof}`)];
  });
  return { ...syncFacts(context), chains: chainsIn(context), strengths };
}

function syncFacts(context: RuleContext): { sync?: SyncFacts } {
  const [sync] = syncsOf(context);
  const reference =
    sync &&
    referencesIn(context.manifests)
      .of(sync)
      .find(({ role }) => role === 'source');
  const source = reference && context.manifests.find(reference.to);
  if (!source) return {};
  const url = source.at('spec', 'url').text() ?? source.at('spec', 'endpoint').text();
  const revision = sourceRevision(source);
  return {
    sync: {
      kind: source.kind,
      ...(url !== undefined && { url: maskedText(url) }),
      ...(revision !== '' && { revision }),
      path: sync.at('spec', 'path').text(),
      ...(source.generatedBy && { madeBy: String(source.generatedBy) }),
    },
  };
}
