import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ObjectPath } from '../../../manifests/substitution/substituted-object';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { compareSeverity, Severity } from '../../../verification/severity';
import { FilledObject, Substitution, seenSubstitutionsIn } from '../../../verification/substitution-analysis';
import { fieldAt, isForeignExpression, isForeignText, textAt } from '../variables';

/** Flux takes a script or a dashboard for a text with variables. */
export class ForeignExpressionSubstituted implements IRule {
  public readonly meta: RuleMeta = {
    id: 'foreign-expression-substituted',
    severity: Severity.ERROR,
    summary: 'Flux takes an expression of a script, a dashboard or another tool for a variable of its own.',
    why:
      'Once a Kustomization has a variable, Flux looks for ${…} in every text that it applies. What it cannot read, such as ${a.b} or ' +
      '${{ x }}, fails the whole build; a name that it does not know fails it since 2.9, and was replaced by nothing before. Two dollars ' +
      'become one.',
    fix: 'Put the annotation kustomize.toolkit.fluxcd.io/substitute: disabled on the object, or write $${ for each ${ that Flux must keep.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    return seenSubstitutionsIn(context)
      .filter(({ active }) => active === true)
      .flatMap((substitution) => substitution.objects.flatMap((object) => worstOf(substitution, object) ?? []));
  }
}

interface Victim {
  readonly severity: Severity;
  readonly path: ObjectPath;
  readonly effect: string;
  /** What is written there. */
  readonly part: string;
}

/** The annotation corrects the whole object, so the worst expression stands for all. */
function worstOf(substitution: Substitution, { manifest, result }: FilledObject): Finding | undefined {
  if (result.problems.length === 0 && result.doubleDollars.length === 0) return undefined;
  const victims = [...brokenIn(substitution, { manifest, result }), ...dollarsIn(manifest, result.doubleDollars)];
  const [worst] = [...victims].sort((a, b) => compareSeverity(b.severity, a.severity));
  if (!worst) return undefined;
  return new Finding(
    fieldAt(manifest, worst.path),
    `${substitution.kustomization} fills variables into ${manifest}, where ${worst.effect}`,
    { severity: worst.severity, part: worst.part },
  );
}

function brokenIn({ sources, isComplete, isStrict }: Substitution, { manifest, result }: FilledObject): Victim[] {
  return result.problems.flatMap(({ kind, expression, name, path }) => {
    if (kind === 'malformed') {
      // A wrong name of a variable is reported where it is defined.
      const inside = /^\$\{([^{}]*)\}$/.exec(expression)?.[1] ?? '';
      if (sources.some(({ values }) => values?.has(inside))) return [];
      return [{ severity: Severity.ERROR, path, effect: `Flux fails on ${shown(expression)}`, part: expression }];
    }
    const isForeign = isForeignExpression(expression, name);
    // Where not all variables are known, a script may use one of the others.
    if (kind !== 'undefined' || !(isForeign || (isComplete && isForeignText(manifest, path, textAt(manifest, path))))) return [];
    const effect = isStrict ? `Flux fails on ${shown(expression)}` : `Flux replaces ${shown(expression)} by nothing`;
    return [{ severity: isStrict ? Severity.ERROR : Severity.WARNING, path, effect, part: expression }];
  });
}

/** Texts that lose dollars. Whoever writes four wants two, and whoever doubles every dollar may want one of each pair. */
function dollarsIn(manifest: Manifest, paths: readonly ObjectPath[]): Victim[] {
  return paths.flatMap((path) => {
    const text = textAt(manifest, path).replaceAll(/\$\$\$\$/g, '');
    if (!text.includes('$$')) return [];
    const hasSingle = /\$(?!\{)/.test(text.replaceAll(/\$\$/g, ''));
    return [{ severity: hasSingle ? Severity.WARNING : Severity.INFO, path, effect: 'two dollars become one', part: '$$' }];
  });
}

/** Only the start of an expression: what follows may be a default, and a secret. */
function shown(expression: string): string {
  return /^\$\{+\s*[\w.[\]!#-]*/.exec(expression)![0] + (/^\$\{[\w.[\]!#-]*\}$/.test(expression) ? '}' : '…');
}
