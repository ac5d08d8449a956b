import { expandTemplate } from '../primitives/extract-template';
import { readRe2 } from '../primitives/re2-pattern';
import { remembered } from '../primitives/remembered';
import { compareVersions, parseVersion, rangeTakes, Version } from '../primitives/semver';

/** Selects among tags as an ImagePolicy does. */
export interface TagSelector {
  /** Whether the policy may select a tag. */
  takes(tag: string): boolean;
  /** The tag that the policy selects; `undefined` when it takes none of them. */
  select(tags: readonly string[]): string | undefined;
}

/** The spec of an ImagePolicy, as far as it selects. */
interface PolicySpec {
  readonly filterTags?: { readonly pattern?: unknown; readonly extract?: unknown };
  readonly policy?: {
    readonly semver?: { readonly range?: unknown } | null;
    readonly alphabetical?: { readonly order?: unknown } | null;
    readonly numerical?: { readonly order?: unknown } | null;
  };
}

/** The selector of a policy; `undefined` where nobody can tell without the controller: variables, patterns that only Go reads. */
export function tagSelector(spec: unknown): TagSelector | undefined {
  return typeof spec === 'object' && spec !== null ? selectorOf(JSON.stringify(spec)) : undefined;
}

const selectorOf = remembered((text: string): TagSelector | undefined => {
  const { filterTags, policy } = JSON.parse(text) as PolicySpec;
  const keyOf = keyReader(filterTags?.pattern, filterTags?.extract);
  const order = orderOf(policy);
  if (!keyOf || !order) return undefined;
  const { read, compare } = order;

  const candidate = (tag: string): Candidate | undefined => {
    const key = keyOf(tag);
    const value = key === undefined ? undefined : read(key);
    return value === undefined ? undefined : { tag, value };
  };
  return {
    takes: (tag) => candidate(tag) !== undefined,
    select: (tags) =>
      tags
        .map(candidate)
        .filter((one) => one !== undefined)
        .reduce<Candidate | undefined>((best, one) => (best && compare(best.value, one.value) >= 0 ? best : one), undefined)?.tag,
  };
});

interface Candidate {
  readonly tag: string;
  readonly value: unknown;
}

/** How tags are compared. */
interface Order {
  /** What is compared; `undefined` for a tag that is not taken. */
  read(key: string): unknown;
  compare(a: any, b: any): number;
}

/** Of a tag, what is compared; `undefined` for one that the filter drops. */
function keyReader(pattern: unknown, extract: unknown): ((tag: string) => string | undefined) | undefined {
  if (pattern === undefined || pattern === '') return (tag) => tag;
  const regex = typeof pattern === 'string' ? readRe2(pattern).regex : undefined;
  if (!regex || (extract !== undefined && typeof extract !== 'string')) return undefined;
  return (tag) => {
    const match = regex.exec(tag);
    if (!match) return undefined;
    return extract ? expandTemplate(extract, match) : tag;
  };
}

/** The first that Flux takes, where there are several. */
function orderOf(policy: PolicySpec['policy']): Order | undefined {
  if (policy?.semver) {
    const { range } = policy.semver;
    return typeof range === 'string' && !range.includes('$') ? versionOrder(range) : undefined;
  }
  if (policy?.alphabetical) return turned(policy.alphabetical.order, { read: (key) => key, compare: compareBytes });
  if (policy?.numerical) return turned(policy.numerical.order, { read: readNumber, compare: (a: number, b: number) => a - b });
  return undefined;
}

function versionOrder(range: string): Order {
  return {
    read: (key) => {
      const version = parseVersion(key);
      return version && rangeTakes(range, version) ? version : undefined;
    },
    compare: (a: Version, b: Version) => compareVersions(a, b),
  };
}

function turned(order: unknown, { read, compare }: Order): Order {
  return order === 'desc' ? { read, compare: (a, b) => compare(b, a) } : { read, compare };
}

/** Tags are ASCII, of which the order of code units is that of bytes. */
function compareBytes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function readNumber(key: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(key) ? Number(key) : undefined;
}
