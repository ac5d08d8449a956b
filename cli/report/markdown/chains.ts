import { Kind } from '../../../src/manifests/kind';
import { Manifest } from '../../../src/manifests/manifest';
import { pushTo } from '../../../src/primitives/push-to';
import { referencesIn } from '../../../src/verification/references';
import { RuleContext } from '../../../src/verification/rule-context';
import { Audit } from '../audit';
import { maskedText } from '../mask';
import { printable } from '../source-line';
import { inClusters, section } from './table';

/** More are not read by anybody. */
const MAX_CHAINS = 60;

/** What waits for what. */
export function chainsSection({ contexts }: Audit): string {
  const byChain = new Map<string, string[]>();
  for (const context of contexts) {
    for (const chain of chainsIn(context)) pushTo(byChain, chain, context.cluster);
  }
  if (byChain.size === 0) return section('## Dependency chains', 'Nothing waits for anything: no dependsOn is set.');
  const lines = [...byChain].slice(0, MAX_CHAINS).map(([chain, clusters]) => `${chain}  ${inClusters(clusters, contexts)}`.trimEnd());
  const more = byChain.size > MAX_CHAINS ? [`… and ${byChain.size - MAX_CHAINS} more`] : [];
  return section(
    '## Dependency chains',
    'Each object waits until those to its left are ready.',
    ['```text', ...lines, ...more, '```'].join('\n'),
  );
}

/** The longest ways through dependsOn, from what waits for nothing to what nothing waits for. */
export function chainsIn({ manifests }: RuleContext): string[] {
  const before = new Map<Manifest, Manifest[]>();
  const awaited = new Set<Manifest>();
  for (const { from, to } of referencesIn(manifests).for('dependency')) {
    const target = manifests.find(to);
    if (!target) continue;
    pushTo(before, from, target);
    awaited.add(target);
  }
  const ends = [...before.keys()].filter((manifest) => !awaited.has(manifest));
  const kinds = new Set([...before.keys(), ...awaited].map(({ id }) => id.qualifiedKind));
  // Names are enough where all that waits are Kustomizations.
  const isPlain = kinds.size === 1 && kinds.has(Kind.KUSTOMIZATION);
  const nameOf = ({ kind, name }: Manifest) => printable(maskedText(isPlain ? name : `${kind} ${name}`)).replace(/`/g, "'");
  const chains: string[] = [];
  const walk = (manifest: Manifest, behind: readonly Manifest[]): void => {
    if (chains.length >= MAX_CHAINS * 4 || behind.includes(manifest)) return;
    const way = [manifest, ...behind];
    const next = before.get(manifest) ?? [];
    if (next.length === 0) chains.push(way.map(nameOf).join(' → '));
    else next.forEach((one) => walk(one, way));
  };
  ends.forEach((end) => walk(end, []));
  return [...new Set(chains)].sort();
}
