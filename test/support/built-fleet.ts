import { posix } from 'node:path';
import { FluxApp, FluxAppProps, Variation } from '../../src';
import { variablesOf } from '../../src/manifests/substitution/post-build';
import { isSubstitutionDisabled, substituteObject } from '../../src/manifests/substitution/substitute-object';
import { inTemporaryDirectory, putFiles } from '../app/temporary-directory';
import { Files, objectsIn } from './fleet';
import { buildTool } from './kustomize';

/** What a program defines, with whatever variation. */
export type Program = (app: FluxApp) => unknown;

/** The tree of a program. */
export function filesWith(variation: Variation, program: Program, props: FluxAppProps = {}): Files {
  const app = new FluxApp({ ...props, variation });
  program(app);
  return app.synthFiles();
}

/** Objects as sets: in the order of their text, with their keys in order. */
export const asSet = (objects: unknown[]) => objects.map((object) => JSON.stringify(sorted(object))).sort();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/**
 * What Flux applies from each directory of a tree: built by kustomize, with variables filled in as Flux does. The ConfigMap of the
 * variables and `postBuild`, by which two variations differ, are left out, and so is what copies the files of an overlay.
 */
export function appliedObjects(files: Files, root = 'fleet'): Record<string, string[]> {
  const build = buildTool();
  if (!build) throw new Error('this test needs kustomize or kubectl on PATH');
  return inTemporaryDirectory((directory) => {
    putFiles(directory, Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])));
    const entries = clustersOf(files);
    const built = entries.flatMap(([cluster, objects]) => {
      const configs = objects.filter(({ kind }) => kind === 'ConfigMap');
      const kustomizations = objects.filter(({ apiVersion }) => apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'));
      const own = objects.filter(
        ({ kind, metadata }) => !['ConfigMap/cluster-variables', 'ArtifactGenerator/layer-artifacts'].includes(`${kind}/${metadata.name}`),
      );
      return [
        [cluster, asSet(own.map(withoutPostBuild))],
        ...kustomizations.map((kustomization) => {
          const path = posix.normalize(kustomization.spec.path);
          return [path, asSet(objectsIn(build(`${directory}/${path}`)).map((object) => substituted(object, kustomization, configs)))];
        }),
      ];
    });
    return Object.fromEntries(built);
  });
}

/** The objects of each cluster's own directory, without the file by which kustomize patches a bootstrap. */
function clustersOf(files: Files): [string, any[]][] {
  const clusters = new Map<string, any[]>();
  for (const [path, text] of Object.entries(files)) {
    const [, cluster] = /^clusters\/([^/]+)\//.exec(path) ?? [];
    if (cluster && !path.endsWith('/kustomization.yaml')) clusters.set(cluster, [...(clusters.get(cluster) ?? []), ...objectsIn(text)]);
  }
  return [...clusters];
}

function withoutPostBuild({ spec, ...object }: any): unknown {
  const { postBuild: _postBuild, ...rest } = spec ?? {};
  return { ...object, spec: rest };
}

function substituted(object: any, kustomization: any, configs: any[]): unknown {
  if (!kustomization.spec.postBuild || isSubstitutionDisabled(object)) return object;
  const { variables } = variablesOf(kustomization, (kind, name) => configs.find((one) => one.kind === kind && one.metadata.name === name));
  const { object: result, problems } = substituteObject(object, variables, true);
  if (problems.length > 0) throw new Error(`Flux would fail: ${JSON.stringify(problems)}`);
  return result;
}
