import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Environment } from '../../../primitives/environment';
import { normalPath } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** How people call the directories of an environment. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  [Environment.PRODUCTION]: ['production', 'prod'],
  [Environment.STAGING]: ['staging', 'stage'],
  [Environment.DEVELOPMENT]: ['development', 'dev'],
};

/** A cluster applies what stands there for another one. */
export class PathOfOtherCluster implements IRule {
  public readonly meta: RuleMeta = {
    id: 'path-of-other-cluster',
    severity: Severity.WARNING,
    summary: 'A Kustomization applies the directory of another cluster, beside which its own cluster has one.',
    why:
      'A file that is copied from one cluster to the next keeps its path until somebody changes it. Both clusters then run what is meant for ' +
      'one of them, and what stands there for the other is never applied; everything is Ready.',
    fix: 'Name the directory of the own cluster. Where both are meant, give the Kustomization a name that says so, such as apps-staging.',
    references: ['https://fluxcd.io/flux/guides/repository-structure/'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const own = wordsOf(context);
    const all = context._inFleet(allWords);
    if (all.size <= own.length) return [];
    const layers = context.manifests.ofKind(Kind.KUSTOMIZATION);
    const taken = new Set(layers.map(pathOf));
    return layers.flatMap((layer) => {
      const path = pathOf(layer);
      const segments = path.split('/');
      const at = segments.findIndex((segment) => all.has(segment) && !own.includes(segment));
      // Who says it in the name, or applies to another cluster, means it.
      if (at < 0 || isUnknown(path) || layer.name.includes(segments[at]) || layer.at('spec', 'kubeConfig').exists) return [];
      const meant = own.map((word) => [...segments.slice(0, at), word, ...segments.slice(at + 1)].join('/'));
      if (meant.some((one) => taken.has(one))) return [];
      const right = meant.find((one) => stand(context, path, one));
      if (right === undefined) return [];
      const message = `${layer} of the cluster ${context.cluster} applies ${path}, and ${right} stands beside it`;
      return [new Finding(layer.at('spec', 'path'), message, { fix: `Did you mean ./${right}?` })];
    });
  }
}

/** The name of a cluster, and what its environment is called. */
function wordsOf({ cluster, environment }: RuleContext): readonly string[] {
  return [cluster, ...(environment === undefined ? [] : WORDS[environment])];
}

function allWords(contexts: readonly RuleContext[]): ReadonlySet<string> {
  return new Set(contexts.flatMap(wordsOf));
}

function pathOf(layer: Manifest): string {
  return normalPath(layer.at('spec', 'path').text());
}

/** Whether two directories stand side by side, from the root of the repository or from that of an artifact. */
function stand({ repositoryFiles }: RuleContext, path: string, other: string): boolean {
  const parents = (directory: string): Set<string> => {
    const inside = `/${directory}/`;
    const found = repositoryFiles.map((file) => `/${file.path}`).filter((file) => file.includes(inside));
    return new Set(found.map((file) => file.slice(0, file.indexOf(inside))));
  };
  const beside = parents(other);
  return [...parents(path)].some((parent) => beside.has(parent));
}
