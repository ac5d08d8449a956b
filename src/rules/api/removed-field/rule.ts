import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { objectProblemsIn } from '../object-problems';
import { removedField } from '../removed-fields';

/** A field was left behind by a migration to a newer version of its kind. */
export class RemovedField implements IRule {
  public readonly meta: RuleMeta = {
    id: 'removed-field',
    severity: Severity.ERROR,
    summary: 'A field existed in an older version of its kind and is gone.',
    why:
      '`flux migrate` rewrites the apiVersion of an object and leaves its fields alone. A field that the newer version does not have makes ' +
      'the API server refuse the object.',
    fix: 'Use the field that replaces it, or remove it.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/', 'https://fluxcd.io/flux/components/kustomize/kustomizations/'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return objectProblemsIn(manifests).flatMap(({ manifest, problem }) => {
      const removed = problem.reason === 'unknown-field' ? removedField(manifest.id.qualifiedKind, problem.path) : undefined;
      if (!removed) return [];
      const field = manifest.root._in(problem.path);
      const fix = removed.replacement ? `Use ${removed.replacement} in its place.` : 'Remove it.';
      return [new Finding(field, `${manifest}: ${field.path} is gone from ${manifest.apiVersion}`, { fix })];
    });
  }
}
