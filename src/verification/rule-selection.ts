import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { holdsFor } from './version-range';

/** Which rules apply to a cluster. Most clusters of a fleet have the same kinds and the same release, so few of them are asked about. */
export class RuleSelection {
  private readonly known = new Map<string, Selected>();

  constructor(private readonly rules: readonly IRule[]) {}

  /** The rules that apply, in their order. */
  public for({ manifests, fluxVersion }: RuleContext): readonly IRule[] {
    let selected = next(this.known, fluxVersion);
    for (const kind of manifests._kinds) selected = next(selected.more, kind);
    if (selected.rules === undefined) {
      const kinds = new Set(manifests._kinds);
      selected.rules = this.rules.filter(({ meta }) => applies(meta, kinds, fluxVersion));
    }
    return selected.rules;
  }
}

/** The rules for a release and some kinds, and what more kinds lead to. */
interface Selected {
  rules?: readonly IRule[];
  readonly more: Map<string, Selected>;
}

function next(known: Map<string, Selected>, key: string): Selected {
  const found = known.get(key);
  if (found) return found;
  const made: Selected = { more: new Map() };
  known.set(key, made);
  return made;
}

function applies({ kinds, fluxVersions }: RuleMeta, present: ReadonlySet<string>, fluxVersion: RuleContext['fluxVersion']): boolean {
  if (kinds && !kinds.some((kind) => present.has(kind))) return false;
  return fluxVersions === undefined || holdsFor(fluxVersions, fluxVersion);
}
