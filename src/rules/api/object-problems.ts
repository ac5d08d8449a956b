import { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { schemaProblems, SchemaProblem } from '../../schemas/validate';
import { hasFluxOperator } from '../../verification/flux-instances';
import { isFilledInLater } from './filled-in-later';

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
  const operatorInstall = hasFluxOperator(manifests);
  const found: ObjectProblem[] = [];
  for (const manifest of manifests.manifests) {
    const problems = schemaProblems(manifest.object, { operatorInstall });
    if (!problems || problems.length === 0) continue;
    for (const problem of problems) {
      if (!isFilledInLater(manifest.root._in(problem.path).value)) found.push({ manifest, problem });
    }
  }
  return found;
}
