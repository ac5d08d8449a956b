import { Manifest } from '../../../manifests/manifest';
import { hasExpression, isSubstitutionDisabled } from '../../../manifests/substitution/substitute-object';
import { ObjectPath } from '../../../manifests/substitution/substituted-object';
import { pushTo } from '../../../primitives/push-to';
import { Finding } from '../../../verification/finding';
import { isFluxObject } from '../../../verification/generated-objects';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { dollarTexts, substitutionsIn } from '../../../verification/substitution-analysis';
import { certainlyWithoutVariables } from '../../../verification/unsubstituted';
import { fieldAt, isForeignExpression, isForeignText } from '../variables';

/** A variable of Flux stands where Flux fills in none. */
export class LiteralVariable implements IRule {
  public readonly meta: RuleMeta = {
    id: 'literal-variable',
    severity: Severity.WARNING,
    summary: 'A variable reaches the cluster as it is written, because its Kustomization fills in none.',
    why:
      'A Kustomization without postBuild leaves ${NAME} alone. An address, a host or a key is then that very text. Reported where nothing ' +
      'but Flux could fill it in: in the fields of its own kinds, in names, namespaces and labels, and for a name that another ' +
      'Kustomization of the cluster defines. Scripts, settings of programs and other templates keep their expressions.',
    fix:
      'Add postBuild.substituteFrom to the Kustomization (substituteFrom of a Layer), write the value, or put the annotation ' +
      'kustomize.toolkit.fluxcd.io/substitute: disabled on an object that is to keep the text.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  };

  public check(context: RuleContext): Finding[] {
    const literal = literalIn(context);
    if (literal.length === 0) return [];
    const definers = definersIn(context);
    return [...usesByKustomization(literal, definers)].flatMap(([kustomization, byName]) =>
      [...byName].map(([name, uses]) => finding(kustomization, uses, definers.get(name))),
    );
  }
}

interface Use {
  readonly name: string;
  readonly manifest: Manifest;
  readonly path: ObjectPath;
  readonly expression: string;
}

/** Who defines a variable, as far as names are known. */
function definersIn(context: RuleContext): Map<string, Manifest> {
  const definers = new Map<string, Manifest>();
  for (const { kustomization, variables } of substitutionsIn(context)) {
    for (const name of variables.keys()) if (!definers.has(name)) definers.set(name, kustomization);
  }
  return definers;
}

/** An object with expressions, and who applies it as it is written. */
interface Literal {
  readonly manifest: Manifest;
  readonly kustomization: Manifest;
}

/** Most clusters have none, so that nothing else is worked out for them. */
function literalIn({ manifests }: RuleContext): Literal[] {
  const found: Literal[] = [];
  for (const manifest of manifests.manifests) {
    const { _unsubstituted: object } = manifest;
    if (!hasExpression(object) || isSubstitutionDisabled(object)) continue;
    const kustomization = certainlyWithoutVariables(manifests, manifest);
    if (kustomization) found.push({ manifest, kustomization });
  }
  return found;
}

/** A variable that is left out once is one defect, wherever it is used. */
function usesByKustomization(literal: readonly Literal[], definers: ReadonlyMap<string, Manifest>): Map<Manifest, Map<string, Use[]>> {
  const found = new Map<Manifest, Map<string, Use[]>>();
  for (const { manifest, kustomization } of literal) {
    const byName = found.get(kustomization) ?? new Map<string, Use[]>();
    found.set(kustomization, byName);
    for (const use of usesIn(manifest, definers)) pushTo(byName, use.name, use);
  }
  return found;
}

function usesIn(manifest: Manifest, definers: ReadonlyMap<string, Manifest>): Use[] {
  return dollarTexts(manifest).flatMap(({ path, text, expressions }) => {
    if (isForeignText(manifest, path, text)) return [];
    const isOfFlux = isFieldOfFlux(manifest, path);
    return expressions.flatMap(({ name, text: expression }) => {
      if (name === undefined || isForeignExpression(expression, name)) return [];
      const isMeant = isOfFlux || (definers.has(name) && isSingleValue(path, text));
      return isMeant ? [{ name, manifest, path, expression }] : [];
    });
  });
}

/** Fields below spec of Flux's kinds that hold something else: values of charts, patches, templates, expressions. */
const FOREIGN_FIELDS: readonly string[] = [
  'commitStatusExpr',
  'defaultValues',
  'exclusionList',
  'git',
  'healthCheckExprs',
  'inclusionList',
  'inputs',
  'kustomize',
  'patches',
  'postBuild',
  'postRenderers',
  'resources',
  'resourcesTemplate',
  'steps',
  'values',
];

/** Whether nothing but Flux fills in variables there: what Kubernetes takes for a name has no dollar, and controllers of Flux know none. */
function isFieldOfFlux(manifest: Manifest, [top, field]: ObjectPath): boolean {
  if (top === 'metadata') return ['name', 'namespace', 'labels'].includes(String(field));
  return top === 'spec' && isFluxObject(manifest) && !FOREIGN_FIELDS.includes(String(field));
}

/** Whether a text is one value, and neither a file nor what a container runs: programs have variables of the same names. */
function isSingleValue(path: ObjectPath, text: string): boolean {
  return !text.trimEnd().includes('\n') && !path.some((step) => step === 'command' || step === 'args');
}

function finding(kustomization: Manifest, uses: readonly Use[], definer: Manifest | undefined): Finding {
  const [{ name, manifest, path, expression }] = uses;
  const more = uses.length > 1 ? ` and in ${uses.length - 1} more ${uses.length > 2 ? 'places' : 'place'}` : '';
  const known = definer ? `; ${definer} defines it` : '';
  return new Finding(
    fieldAt(manifest, path),
    `\${${name}} in ${manifest}${more} is applied as it is written, because ${kustomization} fills in no variables${known}`,
    { part: expression, ...(definer && { fix: `Give ${kustomization} the postBuild of ${definer}, or write the value.` }) },
  );
}
