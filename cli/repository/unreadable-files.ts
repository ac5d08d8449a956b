import { FileProblem } from '../../src/manifests/source-file';
import { ancestorsOf, directoryOf, nameOf } from './paths';
import { Repository } from './repository';
import { RepositoryFile } from './repository-file';

/** Something in a repository that cannot be read. */
export interface UnreadableFile extends FileProblem {
  readonly path: string;
}

/** What cannot be read, and no cluster does read. Templates of Helm charts are no YAML, and nobody says that they are. */
export function unreadableFiles({ files, problems }: Repository, reached: ReadonlySet<RepositoryFile>): UnreadableFile[] {
  const charts = new Set(files.flatMap(({ path }) => (nameOf(path) === 'Chart.yaml' ? [directoryOf(path)] : [])));
  const isOfChart = ({ path }: RepositoryFile) => ancestorsOf(directoryOf(path)).some((directory) => charts.has(directory));
  const found = files.filter((file) => !reached.has(file) && !isOfChart(file)).flatMap((file) => file.problems);
  return [...problems, ...found].map((problem) => ({ path: problem.place.file ?? '', ...problem }));
}
