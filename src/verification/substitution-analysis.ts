import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { Expression, expressionsIn } from '../manifests/substitution/expression';
import { isSubstitutionDisabled, substituteObject } from '../manifests/substitution/substitute-object';
import { ObjectPath, SubstitutedObject, Variables } from '../manifests/substitution/substituted-object';
import { RuleContext } from './rule-context';
import { VariableSource, variableSources } from './variable-sources';
import { isMap } from '../primitives/is-map';

/** An object that Flux fills variables into, and what becomes of it. */
export interface FilledObject {
  readonly manifest: Manifest;
  /** Its result with strict variables, so that each one without a value is a problem. */
  readonly result: SubstitutedObject;
}

/** A text with expressions in an object. */
export interface DollarText {
  readonly path: ObjectPath;
  readonly text: string;
  readonly expressions: readonly Expression[];
}

/** What the variables of one Kustomization do. */
export class Substitution {
  /** Those who define variables, the one that wins last. */
  public readonly sources: readonly VariableSource[];
  /** Whether Flux substitutes at all: not without a single variable. `unknown` where an optional object decides that may or may not exist. */
  public readonly active: boolean | 'unknown';
  /** Whether these are the names of all variables. */
  public readonly isComplete: boolean;

  private values?: Variables;
  private filled?: readonly FilledObject[];

  constructor(
    private readonly context: RuleContext,
    public readonly kustomization: Manifest,
  ) {
    this.sources = variableSources(context, kustomization);
    this.isComplete = this.sources.every(({ values }) => values !== undefined);
    const isAlways = kustomization.object.spec.postBuild.substituteStrategy === 'Always';
    const isActive = isAlways || this.sources.some(hasVariables);
    this.active = isActive || (this.isComplete ? false : 'unknown');
  }

  /** All variables; `undefined` is a value that is not known. */
  public get variables(): Variables {
    this.values ??= valuesIn(this.sources);
    return this.values;
  }

  /** Its `spec.postBuild`. */
  public get postBuild(): Field {
    return this.kustomization.at('spec', 'postBuild');
  }

  /** The objects that it applies, but for those that keep Flux from looking into them. */
  public get objects(): readonly FilledObject[] {
    this.filled ??= this.context.manifests
      .appliedBy(this.kustomization)
      .filter((manifest) => !isSubstitutionDisabled(manifest._unsubstituted))
      .map((manifest) => ({ manifest, result: substituteObject(manifest._unsubstituted, this.variables, true) }));
    return this.filled;
  }

  /** Whether Flux fails on a variable without a value. Where it does not, the variable is the empty text. */
  public get isStrict(): boolean {
    return this.context.controllers.gate('kustomize-controller', 'StrictPostBuildSubstitutions');
  }
}

/** Where a source has to be there, Flux applies nothing without it; so where it applies something, there are variables. */
function hasVariables({ values, isEffective }: VariableSource): boolean {
  return values === undefined ? isEffective : values.size > 0;
}

function valuesIn(sources: readonly VariableSource[]): Variables {
  const all = new Map<string, string | undefined>();
  for (const { values } of sources) values?.forEach((value, name) => all.set(name, value));
  return all;
}

/** The Kustomizations of a cluster that say something about variables. */
export function substitutionsIn(context: RuleContext): readonly Substitution[] {
  return context._once(analyse);
}

/** Those of them that fill variables into something that can be seen. */
export function seenSubstitutionsIn(context: RuleContext): readonly Substitution[] {
  return context._once(findSeen);
}

function findSeen(context: RuleContext): readonly Substitution[] {
  const all = substitutionsIn(context);
  const { manifests } = context;
  return all.filter(({ kustomization }) => manifests.appliedBy(kustomization).length > 0);
}

/** Also those that nobody wrote: of a sync, and of the hub, as they stand beside what they apply to another cluster. */
function analyse(context: RuleContext): readonly Substitution[] {
  const { manifests } = context;
  const made = manifests.generated.filter(({ id }) => id.qualifiedKind === Kind.KUSTOMIZATION);
  return [...manifests.ofKind(Kind.KUSTOMIZATION), ...made]
    .filter(({ object }) => isMap(object.spec?.postBuild))
    .map((kustomization) => new Substitution(context, kustomization));
}

/** The texts of an object, before Flux filled in variables, that have expressions. Keys of maps are texts too. */
export function dollarTexts(manifest: Manifest): DollarText[] {
  const found: DollarText[] = [];
  const look = (value: unknown, path: ObjectPath): void => {
    if (typeof value === 'string') {
      if (value.includes('${')) found.push({ path, text: value, expressions: expressionsIn(value) });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, [...path, index]));
    } else if (isMap(value)) {
      for (const [key, item] of Object.entries(value)) {
        look(key, [...path, key]);
        look(item, [...path, key]);
      }
    }
  };
  look(manifest._unsubstituted, []);
  return found;
}
