import { Kind } from '../manifests/kind';
import { ManifestSet } from '../manifests/manifest-set';
import { FluxVersion } from '../primitives/flux-version';
import { IRule, RuleMeta } from './rule';
import { RuleContext } from './rule-context';
import { holdsFor } from './version-range';

/** Which rules apply to a cluster. Most clusters of a fleet are alike in what decides it, so few of them are asked about. */
export class RuleSelection {
  private readonly known = new Map<string, Selected>();
  /** All fields that some rule names. */
  private readonly fields: readonly string[];
  /** The same by the part of an object that holds them, and by their name there. */
  private readonly parts = new Map<string, Map<string, string>>();

  constructor(private readonly rules: readonly IRule[]) {
    this.fields = [...new Set(rules.flatMap(({ meta }) => meta.fields ?? []))];
    for (const field of this.fields) {
      const [part, name] = field.includes('.') ? field.split('.', 2) : [WHOLE, field];
      const names = this.parts.get(part) ?? new Map<string, string>();
      this.parts.set(part, names.set(name, field));
    }
  }

  /** The rules that apply, in their order. */
  public for(context: RuleContext): readonly IRule[] {
    const { manifests, fluxVersion } = context;
    const fields = this.fieldsIn(manifests);
    const files = hasFiles(context);
    let selected = next(this.known, files ? `${fluxVersion} with files` : fluxVersion);
    for (const field of this.fields) if (fields.has(field)) selected = next(selected.more, field);
    const kinds = kindsIn(manifests);
    for (const kind of kinds) selected = next(selected.more, `kind ${kind}`);
    selected.rules ??= this.rules.filter(({ meta }) => applies(meta, { fluxVersion, files, fields, kinds: new Set(kinds) }));
    return selected.rules;
  }

  private fieldsIn({ manifests }: ManifestSet): Set<string> {
    const found = new Set<string>();
    for (const { object } of manifests) {
      for (const [part, names] of this.parts) {
        for (const name in part === WHOLE ? object : object[part]) {
          const field = names.get(name);
          if (field !== undefined) found.add(field);
        }
      }
    }
    return found;
  }
}

/** What stands in the repository; and Kustomizations that only act on it, as those of a hub on another cluster. */
function kindsIn(manifests: ManifestSet): readonly string[] {
  const kinds = [...manifests._kinds];
  const isApplied = manifests.generated.some(({ id }) => id.qualifiedKind === Kind.KUSTOMIZATION);
  if (isApplied && !kinds.includes(Kind.KUSTOMIZATION)) kinds.push(Kind.KUSTOMIZATION);
  return kinds;
}

/** A field of the object itself, as `sops`. */
const WHOLE = '';

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
  return !!kinds?.some((kind) => present.kinds.has(kind)) || !!fields?.some((field) => present.fields.has(field));
}
