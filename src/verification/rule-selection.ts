import { Kind } from '../manifests/kind';
import { ManifestSet } from '../manifests/manifest-set';
import { FluxVersion } from '../primitives/flux-version';
import { groupBy } from '../primitives/push-to';
import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { holdsFor } from './version-range';

/** Which rules apply to a cluster. Most clusters of a fleet are alike in what decides it, so few of them are asked about. */
export class RuleSelection {
  private readonly known = new Map<string, Selected>();
  /** All fields that some rule names. */
  private readonly fields: readonly string[];
  /** The same by the part of an object that holds them. */
  private readonly parts: readonly Part[];

  constructor(private readonly rules: readonly IRule[]) {
    this.fields = [...new Set(rules.flatMap(({ meta }) => (meta.fields ?? []).map(firstSteps)))];
    const parts = groupBy(this.fields, (field) => (field.includes('.') ? field.split('.')[0] : WHOLE));
    this.parts = [...parts].map(([key, fields]) => ({
      key,
      byName: new Map(fields.map((field) => [field.slice(field.indexOf('.') + 1), field])),
    }));
  }

  /** The rules that apply, in their order. */
  public for(context: RuleContext): readonly IRule[] {
    const { manifests, fluxVersion } = context;
    const fields = this.fieldsIn(manifests);
    const files = hasFiles(context);
    let selected = next(this.known, files ? `${fluxVersion} with files` : fluxVersion);
    for (const field of this.fields) if (fields.has(field)) selected = next(selected.more, field);
    selected = next(selected.more, KINDS);
    for (const kind of manifests._kinds) selected = next(selected.more, kind);
    if (isSpoke(manifests)) selected = next(selected.more, Kind.KUSTOMIZATION);
    selected.rules ??= this.rules.filter(({ meta }) => applies(meta, { fluxVersion, files, fields, kinds: kindsIn(manifests) }));
    return selected.rules;
  }

  private fieldsIn({ manifests }: ManifestSet): Set<string> {
    const found = new Set<string>();
    for (const { object } of manifests) {
      for (const { key, byName } of this.parts) {
        for (const name in key === WHOLE ? object : object[key]) {
          const field = byName.get(name);
          if (field !== undefined) found.add(field);
        }
      }
    }
    return found;
  }
}

/** What stands in the repository; and Kustomizations that only act on it. */
function kindsIn(manifests: ManifestSet): ReadonlySet<string> {
  return new Set(isSpoke(manifests) ? [...manifests._kinds, Kind.KUSTOMIZATION] : manifests._kinds);
}

/** Whether Kustomizations act on a cluster that stand elsewhere, as those of a hub. */
function isSpoke(manifests: ManifestSet): boolean {
  if (manifests.generated.length === 0 || manifests.ofKind(Kind.KUSTOMIZATION).length > 0) return false;
  return manifests.generated.some(({ id }) => id.qualifiedKind === Kind.KUSTOMIZATION);
}

/** Between the fields and the kinds, of which one may be called like the other. */
const KINDS = 'kinds';

/** The object itself, for a field such as `sops`. */
const WHOLE = '';

/** Where rules look for fields: the `spec`, the `metadata`, the object itself. */
interface Part {
  readonly key: string;
  readonly byName: ReadonlyMap<string, string>;
}

/** As far as fields are looked for. */
function firstSteps(field: string): string {
  return field.split('.').slice(0, 2).join('.');
}

/** What decides whether a rule applies. */
interface Present {
  readonly fluxVersion: FluxVersion;
  readonly kinds: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly files: boolean;
}

/** The rules for some kinds and fields, and what more of them lead to. */
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

/** What could not be rendered stood in files too. */
function hasFiles({ files, repositoryFiles, _renderProblems }: RuleContext): boolean {
  return files.length > 0 || repositoryFiles.length > 0 || _renderProblems.length > 0;
}

function applies({ kinds, fields, files, fluxVersions }: RuleMeta, present: Present): boolean {
  if (fluxVersions !== undefined && !holdsFor(fluxVersions, present.fluxVersion)) return false;
  if (!kinds && !fields && !files) return true;
  if (files && present.files) return true;
  return !!kinds?.some((kind) => isPresent(kind, present.kinds)) || !!fields?.some((field) => present.fields.has(firstSteps(field)));
}

function isPresent(kind: string, kinds: ReadonlySet<string>): boolean {
  if (!kind.startsWith('*.')) return kinds.has(kind);
  return [...kinds].some((one) => one.slice(one.indexOf('.')) === kind.slice(1));
}
