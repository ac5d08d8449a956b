import { matchesSegment, parseSegment, Segment } from './path-match';

/** What source-controller leaves out of every artifact. */
const DEFAULTS = [
  ...['.git/', '.gitignore', '.gitmodules', '.gitattributes'],
  ...['*.jpg', '*.jpeg', '*.gif', '*.png', '*.wmv', '*.flv', '*.tar.gz', '*.zip'],
  ...['.github/', '.circleci/', '.travis.yml', '.gitlab-ci.yml', 'appveyor.yml', '.drone.yml', 'cloudbuild.yaml'],
  ...['codeship-services.yml', 'codeship-steps.yml', '**/.goreleaser.yml', '**/.sops.yaml', '**/.flux.yaml'],
];

/** One line of a `.sourceignore` file. */
interface IgnorePattern {
  /** Where the file stands that has it. */
  readonly domain: readonly string[];
  readonly includes: boolean;
  readonly directoriesOnly: boolean;
  /** The steps of its path; a single one matches at any depth. `undefined` matches nothing, `**` anything. */
  readonly steps: readonly (Segment | '**' | '' | undefined)[];
}

/** Tells what an artifact of Flux leaves out, by `.sourceignore` files and `spec.ignore`, as go-git reads them. */
export class SourceIgnore {
  private readonly patterns: IgnorePattern[] = DEFAULTS.map((line) => parse(line, []));

  /** Adds the lines of a file that stands in a directory. Later lines win. */
  public add(text: string, directory = ''): void {
    const domain = directory === '' ? [] : directory.split('/');
    for (const line of text.split(/\r?\n/)) {
      if (line.trim() !== '' && !line.startsWith('#')) this.patterns.push(parse(line, domain));
    }
  }

  /** Whether a file is left out. */
  public excludes(path: string): boolean {
    const steps = path.split('/');
    for (let index = this.patterns.length - 1; index >= 0; index--) {
      if (matches(this.patterns[index], steps)) return !this.patterns[index].includes;
    }
    return false;
  }
}

function parse(line: string, domain: readonly string[]): IgnorePattern {
  const includes = line.startsWith('!');
  let text = includes ? line.slice(1) : line;
  if (!text.endsWith('\\ ')) text = text.replace(/ +$/, '');
  const directoriesOnly = text.endsWith('/');
  if (directoriesOnly) text = text.slice(0, -1);
  const steps = text.split('/').map((step) => (step === '**' || step === '' ? step : parseSegment(step)));
  return { domain, includes, directoriesOnly, steps };
}

function matches({ domain, directoriesOnly, steps }: IgnorePattern, path: readonly string[]): boolean {
  if (path.length <= domain.length || domain.some((step, index) => path[index] !== step)) return false;
  if (steps.length > 1) return matchesPath(steps, path.slice(domain.length), directoriesOnly);
  return matchesName(steps[0], path, domain.length, directoriesOnly);
}

/** Any directory on the way, or the file, has the name. */
function matchesName(step: IgnorePattern['steps'][number], path: readonly string[], from: number, directoriesOnly: boolean): boolean {
  const end = directoriesOnly ? path.length - 1 : path.length;
  for (let index = from; index < end; index++) if (matchesStep(step, path[index])) return true;
  return false;
}

/** The steps match the start of the path: what is below a directory is left out with it. */
function matchesPath(steps: IgnorePattern['steps'], path: readonly string[], directoriesOnly: boolean): boolean {
  let rest = path;
  let matched = false;
  let anyDepth = false;
  for (const [index, step] of steps.entries()) {
    if (step === '') {
      anyDepth = false;
      continue;
    }
    if (step === '**') {
      if (index === steps.length - 1) break;
      anyDepth = true;
      continue;
    }
    if (rest.length === 0) return false;
    if (anyDepth) {
      anyDepth = false;
      const at = rest.findIndex((name) => matchesStep(step, name));
      matched = at >= 0;
      rest = at < 0 ? [] : rest.slice(at + 1);
    } else {
      if (!matchesStep(step, rest[0])) return false;
      rest = rest.slice(1);
      // A pattern that goes on is not fulfilled by a file.
      matched = rest.length > 0 || index === steps.length - 1;
    }
  }
  return matched && !(directoriesOnly && rest.length === 0);
}

function matchesStep(step: IgnorePattern['steps'][number], name: string): boolean {
  return typeof step === 'object' ? matchesSegment(step, name) : step === '**';
}
