import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { readYamlFile } from '../../manifests/yaml/yaml-file';
import { isMap } from '../../primitives/is-map';
import { isEmptyRange, rangeTakes, Version } from '../../primitives/semver';
import { isSemverRange } from '../../primitives/semver-range';
import { SchemaProblem } from '../../schemas/validate';
import { isUnknown, knownText } from '../../verification/known-text';
import { isUnpinned } from '../chart-version';

type Look = (manifest: Manifest) => readonly SchemaProblem[];

const NOTHING: readonly SchemaProblem[] = [];

/** What the API server takes and the controller of the kind then refuses, so that the object is never ready. */
export function controllerProblems(manifest: Manifest): readonly SchemaProblem[] {
  const looks = LOOKS.get(manifest.id.qualifiedKind);
  return looks === undefined ? NOTHING : looks.flatMap((look) => look(manifest));
}

/** A range of versions that cannot be read, or that has no version in it. */
function range(...path: string[]): Look {
  return (manifest) => rangeProblem(manifest.at(...path));
}

function rangeProblem(field: Field): readonly SchemaProblem[] {
  if (typeof field.value !== 'string') return NOTHING;
  if (!isSemverRange(field.value)) return problem(field, 'is no range of versions that Flux reads, such as 1.2.x or >=1.0.0 <2.0.0');
  return isEmptyRange(field.value) ? problem(field, 'is a range that no version is in') : NOTHING;
}

/** The name and the version of a chart of a HelmRepository. One in a repository of files is a path, and its version says nothing. */
function chart(...path: string[]): Look {
  return (manifest) => {
    const spec = manifest.at(...path);
    if (spec.at('sourceRef', 'kind').text() !== 'HelmRepository') return NOTHING;
    const name = spec.at('chart');
    const text = knownText(name);
    // Every run of letters may end with a slash, a dot, or both.
    const isName = text === undefined || /^[-a-z0-9]+(?:(?:\/\.?|\.)[-a-z0-9]+)*(?:\/\.?|\.)?$/.test(text);
    const version = spec.at('version');
    return [
      ...(isName ? NOTHING : problem(name, 'is no name of a chart, which has small letters, digits, dashes, dots and slashes')),
      // A chart that is not pinned has a rule of its own.
      ...(isUnpinned(version) ? NOTHING : rangeProblem(version)),
    ];
  };
}

/** Flux asks the server for a whole name, and finds no `main`. */
function wholeReference(field: Field): readonly SchemaProblem[] {
  const name = knownText(field);
  if (name === undefined || name === 'HEAD' || name.startsWith('refs/')) return NOTHING;
  return problem(field, 'is no full name of a reference, such as refs/heads/main or refs/tags/v1.0.0');
}

/** What no registry can have: a digest has a field of its own. */
function tag(field: Field): readonly SchemaProblem[] {
  const text = knownText(field);
  if (text === undefined || /^\w[\w.-]{0,127}$/.test(text)) return NOTHING;
  return problem(field, 'is no tag, which has up to 128 letters, digits, dots, dashes and underscores');
}

/** A commit that was not found by a tag has no tag that could be verified. */
function verifiedTag(manifest: Manifest): readonly SchemaProblem[] {
  const mode = manifest.at('spec', 'verify', 'mode');
  if (!['Tag', 'TagAndHEAD'].includes(mode.text() ?? '')) return NOTHING;
  const ref = manifest.at('spec', 'ref');
  const isTag = ref.at('tag').exists || ref.at('semver').exists || /^refs\/tags\/|[$<]/.test(ref.at('name').text() ?? '');
  return isTag ? NOTHING : problem(mode, 'verifies a tag, and spec.ref names none');
}

/** The values of a release are open to everything, and only a map can be merged with those of the chart. */
function valuesMap(manifest: Manifest): readonly SchemaProblem[] {
  const values = manifest.at('spec', 'values');
  const { value } = values;
  const isFine = value === undefined || value === null || isMap(value) || (typeof value === 'string' && isUnknown(value));
  return isFine ? NOTHING : problem(values, 'must be a map of values');
}

/** Patches that kustomize is given in the cluster, where nobody builds them before. */
function patches(holders: (manifest: Manifest) => readonly Field[]): Look {
  return (manifest) => holders(manifest).flatMap((holder) => holder.at('patches').items().flatMap(patchProblem));
}

function patchProblem(entry: Field): readonly SchemaProblem[] {
  const patch = entry.at('patch');
  const text = knownText(patch);
  if (text === undefined) return NOTHING;
  const { documents, problems } = readYamlFile(text, 'patch');
  const isPatch = documents.every(({ value }) => typeof value === 'object');
  return problems.length === 0 && isPatch ? NOTHING : problem(patch, 'is neither a strategic patch nor a list of JSON operations');
}

/** A range that takes none of the releases that the operator brings along. */
function offered(manifest: Manifest): readonly SchemaProblem[] {
  const version = manifest.at('spec', 'distribution', 'version');
  const text = knownText(version);
  if (text === undefined || manifest.at('spec', 'distribution', 'artifact').exists) return NOTHING;
  if (!isSemverRange(text)) return problem(version, 'is no range of versions that the operator reads, such as 2.9.x');
  return OFFERED.some((release) => rangeTakes(text, release))
    ? NOTHING
    : problem(version, 'takes no release of Flux that the operator has');
}

/** What an operator may bring along, also one that comes later: 2.2 and all behind it. */
const OFFERED: readonly Version[] = Array.from({ length: 1000 }, (_, index) => ({
  numbers: [2n, BigInt(2 + Math.floor(index / 40)), BigInt(index % 40)],
  preRelease: '',
}));

function problem({ _steps }: Field, message: string): readonly SchemaProblem[] {
  return [{ path: _steps, reason: 'format', message }];
}

const LOOKS: ReadonlyMap<string, readonly Look[]> = new Map<string, readonly Look[]>([
  [Kind.GIT_REPOSITORY, [range('spec', 'ref', 'semver'), (git) => wholeReference(git.at('spec', 'ref', 'name')), verifiedTag]],
  [Kind.OCI_REPOSITORY, [range('spec', 'ref', 'semver'), (oci) => tag(oci.at('spec', 'ref', 'tag'))]],
  [Kind.HELM_CHART, [chart('spec')]],
  [
    Kind.HELM_RELEASE,
    [
      chart('spec', 'chart', 'spec'),
      valuesMap,
      patches((release) =>
        release
          .at('spec', 'postRenderers')
          .items()
          .map((renderer) => renderer.at('kustomize')),
      ),
    ],
  ],
  [Kind.IMAGE_POLICY, [range('spec', 'policy', 'semver', 'range')]],
  [
    Kind.FLUX_INSTANCE,
    [
      offered,
      (instance) =>
        instance.at('spec', 'sync', 'kind').text() === 'GitRepository' ? wholeReference(instance.at('spec', 'sync', 'ref')) : NOTHING,
      patches((instance) => [instance.at('spec', 'kustomize')]),
    ],
  ],
]);
