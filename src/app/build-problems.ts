import { Manifest } from '../manifests/manifest';
import { Place } from '../manifests/place';
import { RenderProblem } from '../verification/render-problem';

/** What kustomize would refuse about the objects of one directory: it knows each object once. */
export function buildProblems(objects: readonly Manifest[]): RenderProblem[] {
  const first = new Map<string, Manifest>();
  const problems: RenderProblem[] = [];
  for (const object of objects) {
    const other = first.get(object.id.key);
    if (!other) {
      first.set(object.id.key, object);
      continue;
    }
    const message = `${object} stands in one directory twice, also at ${placeText(other.at('metadata', 'name').place)}`;
    problems.push({ rule: 'kustomize-build-fails', field: object.at('metadata', 'name'), message });
  }
  return problems;
}

/** Another construct, or another line. */
function placeText({ construct, file, line, column }: Place): string {
  return construct ?? [file, line, column].filter((part) => part !== undefined).join(':');
}
