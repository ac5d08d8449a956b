import { InputError } from '../../primitives/input-error';
import { isSemverRange } from '../../primitives/semver-range';
import { hasInput, shapeOf, startsWithInput } from '../../primitives/template-input';

/** What Git forbids in a name, see git-check-ref-format(1). */
const NOT_A_NAME = /^$|^[-/.]|[/.]$|\.\.|\/\/|@\{|\.lock$|[\s~^:?*[\\]/;
const SHA1 = /^[0-9a-f]{40}$/;

/**
 * Which commit of a Git repository to fetch: exactly one of a branch, a tag, a range of versions, a commit and a reference.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#reference
 */
export class GitRef {
  /**
   * The newest commit of a branch.
   *
   * @param name e.g. `main`
   */
  public static branch(name: string): GitRef {
    requireShortName('GitRef.branch()', 'refs/heads/', name, 'main');
    return new GitRef('branch', name);
  }

  /**
   * The commit of one tag. Unless the server forbids it, somebody can move a tag to another commit.
   *
   * @param name e.g. `v1.4.0`
   */
  public static tag(name: string): GitRef {
    requireShortName('GitRef.tag()', 'refs/tags/', name, 'v1.4.0');
    return new GitRef('tag', name);
  }

  /**
   * The newest tag within a range of semantic versions. Pre-releases match only where the range names one.
   *
   * @param range e.g. `1.x` or `>=1.2.0 <2.0.0`
   */
  public static semver(range: string): GitRef {
    if (!hasInput(range) && !isSemverRange(range))
      throw refused('GitRef.semver()', 'range', range, "a range of semantic versions such as '1.x'", "'1.x'");
    return new GitRef('semver', range);
  }

  /**
   * One commit, whatever branches and tags say.
   *
   * @param sha all 40 hexadecimal digits of its SHA-1
   * @param branch a branch that contains it; Flux then fetches that branch and not the whole repository
   */
  public static commit(sha: string, branch?: string): GitRef {
    if (!hasInput(sha) && !SHA1.test(sha)) {
      throw refused('GitRef.commit()', 'sha', sha, 'a whole commit hash: 40 hexadecimal digits in lower case', "'<40 hexadecimal digits>'");
    }
    if (branch !== undefined) requireShortName('GitRef.commit()', 'refs/heads/', branch, 'main', 'branch', `'${sha}', `);
    return new GitRef('commit', sha, branch);
  }

  /**
   * The commit of a reference that is neither a branch nor a tag, e.g. a pull request.
   *
   * @param reference the full reference, e.g. `refs/pull/12/head`
   */
  public static name(reference: string): GitRef {
    const shape = shapeOf('GitRef.name()', reference);
    if ((!shape.startsWith('refs/') && !startsWithInput(reference)) || NOT_A_NAME.test(shape)) {
      throw refused(
        'GitRef.name()',
        'reference',
        reference,
        "a full reference, 'refs/…'",
        `'refs/heads/${reference.replace(/^refs\/(heads\/)?/, '') || 'main'}'`,
      );
    }
    return new GitRef('name', reference);
  }

  private constructor(
    /** The field of `spec.ref` that decides: `branch`, `tag`, `semver`, `commit` or `name`. */
    public readonly by: string,
    /** Its value. */
    public readonly value: string,
    /** The branch to fetch, where a commit names one. */
    public readonly commitBranch?: string,
  ) {}
}

/** Whether a text is a name of a branch or a tag, without the prefix that Flux adds itself. */
export function isShortName(name: string): boolean {
  return !NOT_A_NAME.test(name) && !name.startsWith('refs/');
}

/** Refuses a name that Git refuses, and a full reference where Flux adds the prefix itself. */
export function requireShortName(place: string, prefix: string, name: string, example: string, prop = 'name', before = ''): void {
  if (isShortName(shapeOf(place, name))) return;

  const short = name.replace(prefix, '');
  const fix = isShortName(short) ? short : example;
  throw refused(place, prop, name, `the name of a ${prefix === 'refs/tags/' ? 'tag' : 'branch'} without '${prefix}'`, `${before}'${fix}'`);
}

function refused(place: string, prop: string, got: string, mustBe: string, example: string): InputError {
  return new InputError(place, { prop, got, mustBe, fix: `${place.slice(0, -1)}${example})` });
}
