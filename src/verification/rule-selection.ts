import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { holdsFor } from './version-range';

/** Which rules apply to a cluster. Most clusters of a fleet have the same kinds and the same release, so few of them are asked about. */
export class RuleSelection {
  private readonly known = new Map<string, readonly IRule[]>();

  constructor(private readonly rules: readonly IRule[]) {}

  /** The rules that apply, in their order. */
  public for({ manifests, fluxVersion }: RuleContext): readonly IRule[] {
    const kinds = new Set(manifests._kinds);
    const key = [fluxVersion, ...kinds].join(' ');
    const known = this.known.get(key);
    if (known) return known;
    const selected = this.rules.filter(({ meta }) => applies(meta, kinds, fluxVersion));
    this.known.set(key, selected);
    return selected;
  }
}

function applies({ kinds, fluxVersions }: RuleMeta, present: ReadonlySet<string>, fluxVersion: RuleContext['fluxVersion']): boolean {
  if (kinds && !kinds.some((kind) => present.has(kind))) return false;
  return fluxVersions === undefined || holdsFor(fluxVersions, fluxVersion);
}
