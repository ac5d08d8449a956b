import { pushTo } from '../../../src/primitives/push-to';
import { STRENGTHS } from '../strengths';
import { Audit } from '../audit';
import { inClusters, plain, section } from './table';

/** What is done well: facts that were proven, never the mere absence of a finding that nothing could have made. */
export function strengthsSection(audit: Audit): string {
  const lines = STRENGTHS.flatMap(({ title, evidence }) => {
    const byText = new Map<string, string[]>();
    for (const context of audit.contexts) {
      const text = evidence(context, audit);
      if (text !== undefined) pushTo(byText, text, context.cluster);
    }
    return [...byText].map(([text, clusters]) => `- **${title}**${inClusters(clusters, audit.contexts)}: ${plain(text)}`);
  });
  return lines.length === 0 ? '' : section('## Done well', lines.join('\n'));
}
