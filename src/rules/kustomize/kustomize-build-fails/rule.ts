import { Manifest } from '../../../manifests/manifest';
import { Place } from '../../../manifests/place';
import { hasWrongDelimiters } from '../../../manifests/resource-set/wrong-delimiters';
import { FileProblem, ISourceFile } from '../../../manifests/source-file';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ConfusedKustomizationKinds } from '../confused-kustomization-kinds/rule';

/** A directory that kustomize cannot build. */
export class KustomizeBuildFails implements IRule {
  public readonly meta: RuleMeta = {
    id: 'kustomize-build-fails',
    severity: Severity.ERROR,
    summary: 'The directory of a Kustomization does not build, or a file in it cannot be read.',
    why:
      'Flux builds a directory as a whole. One missing file, one patch that fits nothing or one file that is not Kubernetes YAML stops all ' +
      'of it: the last revision that did build stays applied.',
    fix: 'Correct the file, or take it out of the directory or of its kustomization file.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { _renderProblems, files } = context;
    const problems = _renderProblems.filter(({ rule }) => rule === this.meta.id);
    const confused = problems.length === 0 ? [] : new ConfusedKustomizationKinds().check(context).map(({ field }) => lineOf(field.place));
    return [
      ...problems.filter(({ field }) => !confused.includes(lineOf(field.place))).map(({ field, message }) => new Finding(field, message)),
      ...files.flatMap((file) => file.problems.filter((problem) => !isReportedElsewhere(file, problem)).map(unreadable)),
    ];
  }
}

/** A key that is written twice, and braces of a template that Helm would fill in, have rules of their own. */
function isReportedElsewhere({ text }: ISourceFile, { kind, place }: FileProblem): boolean {
  if (kind === 'duplicate-key') return true;
  return text.includes('ResourceSet') && text.includes('{{') && hasWrongDelimiters(text.split('\n')[(place.line ?? 1) - 1] ?? '');
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

function unreadable({ message, place }: FileProblem): Finding {
  return new Finding(new Manifest(undefined, { origin: { place: () => place } }).root, `${place.file} cannot be read: ${message}`);
}
