import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { ISourceFile } from '../../manifests/source-file';
import { RuleContext } from '../../verification/rule-context';

/** Places of what only looks like a Secret: an example, a test, a chart. */
const SHOWN = /(^|[/._-])(examples?|samples?|templates?|tests?|testdata|e2e|fixtures?|demo|docs?|charts?|hack|ci)([/._-]|$)/i;

/** The Secrets of a file. Few files have one, so that the others are not read for it. */
export function secretsOf({ text, documents }: ISourceFile): readonly Manifest[] {
  return /\bSecret\b/.test(text) ? documents.filter(({ id }) => id.qualifiedKind === Kind.SECRET) : [];
}

/** What belongs to no cluster is judged with one of them. */
export function firstCluster([first]: readonly RuleContext[]): string {
  return first.cluster;
}

/** The Secrets that stand in the repository, and that no cluster reads. */
export function unreachedSecrets(contexts: readonly RuleContext[]): readonly Manifest[] {
  const reached = new Set(contexts.flatMap(({ files }) => files.map(({ path }) => path)));
  return contexts[0].repositoryFiles.filter(({ path }) => !reached.has(path) && !SHOWN.test(path)).flatMap(secretsOf);
}
