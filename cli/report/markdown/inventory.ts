import { Kind } from '../../../src/manifests/kind';
import { releaseNamespaceOf } from '../../../src/verification/helm-release';
import { RuleContext } from '../../../src/verification/rule-context';
import { Audit } from '../audit';
import { chartOf, driftOf, failureStrategyOf, nameOf } from './describe-flux';
import { code, perCluster, plain, section, table } from './table';

/** What is there, by kind; releases in detail. */
export function inventorySection({ contexts }: Audit): string {
  const releases = table(
    ['HelmRelease', 'chart', 'version', 'source', 'into', 'drift detection', 'on failure', 'clusters'],
    perCluster(contexts, releaseRows),
  );
  return section('## Inventory', kindsTable(contexts), releases && `### Helm releases\n\n${releases}`);
}

function kindsTable(contexts: readonly RuleContext[]): string {
  const counts = contexts.map(({ manifests }) => {
    const count = new Map<string, number>();
    for (const { id } of manifests.manifests) count.set(id.qualifiedKind, (count.get(id.qualifiedKind) ?? 0) + 1);
    return count;
  });
  const kinds = [...new Set(counts.flatMap((count) => [...count.keys()]))].sort();
  const rows = kinds.map((kind) => [plain(kind), ...counts.map((count) => String(count.get(kind) ?? 0))]);
  return table(['kind', ...contexts.map(({ cluster }) => plain(cluster) || 'objects')], rows);
}

function releaseRows(context: RuleContext): string[][] {
  return context.manifests.ofKind(Kind.HELM_RELEASE).map((release) => {
    const { chart, version, source } = chartOf(release, context);
    return [
      `**${plain(nameOf(release))}**`,
      code(chart),
      plain(version),
      plain(source),
      plain(releaseNamespaceOf(release) ?? ''),
      plain(driftOf(release)),
      plain(failureStrategyOf(release)),
    ];
  });
}
