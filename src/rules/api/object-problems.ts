import { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { schemaProblems, SchemaProblem } from '../../schemas/validate';
import { workloadProblems } from '../../schemas/workloads';
import { hasFluxOperator } from '../../verification/flux-instances';
import { isUnknown } from '../../verification/known-text';
import { unbuiltTemplates } from '../../verification/templates';
import { Reference } from '../../verification/references';
import { controllerProblems } from './controller-problems';
import { isFilledInLater } from './filled-in-later';
import { moreProblems } from './more-problems';

/** Something that the API server refuses about an object. */
export interface ObjectProblem {
  readonly manifest: Manifest;
  readonly problem: SchemaProblem;
}

/** What the API server would refuse in a cluster, by schema and by the rules of CRDs. Worked out once. */
export function objectProblemsIn(manifests: ManifestSet): readonly ObjectProblem[] {
  return manifests._once(collect);
}

function collect(manifests: ManifestSet): ObjectProblem[] {
  const options = { operatorInstall: hasFluxOperator(manifests) };
  const found: ObjectProblem[] = [];
  for (const manifest of manifests.manifests) {
    const more = moreProblems(manifest);
    const problems = schemaProblems(manifest.object, options) ?? workloadProblems(manifest.object) ?? NOTHING;
    if (problems.length === 0 && more.length === 0) continue;
    const all = [...problems, ...more];
    for (const problem of all) {
      if (all.some((other) => isMisplaced(problem, other))) continue;
      if (!isFilledInLater(manifest.root._in(problem.path).value)) found.push({ manifest, problem });
    }
  }
  for (const manifest of unbuiltTemplates(manifests)) {
    const problems = [...(schemaProblems(manifest.object, options) ?? NOTHING), ...controllerProblems(manifest)];
    found.push(...problems.filter((problem) => isCertain(manifest, problem)).map((problem) => ({ manifest, problem })));
  }
  return found;
}

const NOTHING: readonly SchemaProblem[] = [];

/** Whether something is wrong with a template whatever its inputs are. */
function isCertain(manifest: Manifest, { path, reason }: SchemaProblem): boolean {
  const field = manifest.root._in(path);
  const text = reason === 'unknown-field' ? field.key : JSON.stringify(field.value ?? '');
  return !isUnknown(text);
}

/** Whether a field is missing because it is mistyped beside it, or stands in the metadata instead of the spec. */
function isMisplaced({ path, reason, missing }: SchemaProblem, other: SchemaProblem): boolean {
  if (reason !== 'required' || missing === undefined || other.reason !== 'unknown-field') return false;
  const parent = other.path.slice(0, -1).join('.');
  if (other.suggestion === missing) return parent === path.join('.');
  return other.path[other.path.length - 1] === missing && parent === 'metadata' && path.join('.') === 'spec';
}

/** Whether a reference is of a kind that its field does not take, so that nothing else has to be said about it. */
export function isOfRefusedKind(manifests: ManifestSet, { from, field }: Reference): boolean {
  const refused = manifests._once(refusedKinds);
  return refused.size > 0 && refused.has(`${from.id.key} ${field.at('kind').path}`);
}

function refusedKinds(manifests: ManifestSet): ReadonlySet<string> {
  const refused = objectProblemsIn(manifests).filter(
    ({ problem: { path, reason } }) => reason === 'enum' && path[path.length - 1] === 'kind',
  );
  return new Set(refused.map(({ manifest, problem }) => `${manifest.id.key} ${manifest.root._in(problem.path).path}`));
}
