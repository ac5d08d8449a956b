import { Manifest } from '../../src/manifests/manifest';
import { BuildPlan } from './build-plan';
import { isMap } from '../is-map';
import { escapeRegex } from '../../src/primitives/escape-regex';

/** What kustomize says, fit to be printed: by paths of the repository, without values of Secrets, and short. */
export function printableError(error: string, plan: BuildPlan): string {
  let text = withRepositoryPaths(error, plan);
  for (const secret of secretTexts(plan)) text = text.replaceAll(secret, '…');
  text = text
    // Some errors quote the object or the patch as a whole.
    .replace(/[{[][^{}[\]]*:.*/s, '…')
    .replace(/(?: in)?\s*\n[\s\S]*$/, '')
    .trim();
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/** Files by their paths in the repository, which those in an artifact may not be. */
function withRepositoryPaths(text: string, { reads }: BuildPlan): string {
  const moved = [...reads].filter(([path, file]) => path !== file.path && text.includes(path));
  if (moved.length === 0) return text;
  const paths = new Map(moved.map(([path, file]) => [path, file.path]));
  const choices = [...paths.keys()].sort((a, b) => b.length - a.length).map(escapeRegex);
  return text.replace(new RegExp(`(?<![\\w./-])(?:${choices.join('|')})(?![\\w/-])`, 'g'), (path) => paths.get(path)!);
}

/** Every text that a Secret, or a generator of one, has in the files of a build; the longest first. */
function secretTexts(plan: BuildPlan): string[] {
  const texts = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') [value, ...value.split(/[\n=]/)].forEach((text) => text.length >= 4 && texts.add(text.trim()));
    else if (Array.isArray(value)) value.forEach(add);
    else if (isMap(value)) Object.values(value).forEach(add);
  };
  for (const [, file] of plan.reads) {
    for (const manifest of file.documents) addSecrets(manifest, add);
    // Files of generators are no YAML, or hide what they are.
    if (file.documents.length === 0) add(file.text);
  }
  return [...texts].filter((text) => text.length >= 4).sort((a, b) => b.length - a.length);
}

function addSecrets({ kind, object }: Manifest, add: (value: unknown) => void): void {
  if (kind === 'Secret' && isMap(object)) ['data', 'stringData'].forEach((name) => add(object[name]));
  if (!isMap(object)) return;
  const generators = Array.isArray(object.secretGenerator) ? object.secretGenerator : [];
  generators.filter(isMap).forEach(({ literals }) => add(literals));
}
