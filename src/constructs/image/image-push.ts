import { InputError } from '../../primitives/input-error';
import { requireShortName } from '../source/git-ref';

/** Options for `ImagePush`. */
export interface ImagePushOptions {
  /**
   * Options of the push, as the Git server knows them, e.g. `merge_request.create` of GitLab.
   *
   * @default - none
   */
  readonly pushOptions?: { [key: string]: string };

  /**
   * Reference that is pushed besides, e.g. `refs/heads/main:refs/for/main` of Gerrit.
   *
   * @default - none
   */
  readonly refspec?: string;
}

/**
 * Where an automation pushes its commits.
 *
 * @see https://fluxcd.io/flux/components/image/imageupdateautomations/#push
 */
export class ImagePush {
  /**
   * A branch of its own, whose commits people merge. Flux makes it from the branch that it checks out, again and again, until it is
   * merged: nobody else may push to it, and no other automation.
   *
   * @param branch e.g. `image-updates/production`
   * @param options what the Git server is told
   */
  public static toBranch(branch: string, options: ImagePushOptions = {}): ImagePush {
    requireShortName('ImagePush.toBranch()', 'refs/heads/', branch, 'image-updates', 'branch');
    return new ImagePush(branch, requireOptions('ImagePush.toBranch()', options));
  }

  /**
   * The branch that is checked out: a new image is live without anybody looking at it.
   *
   * @param options what the Git server is told
   */
  public static toCheckoutBranch(options: ImagePushOptions = {}): ImagePush {
    return new ImagePush(undefined, requireOptions('ImagePush.toCheckoutBranch()', options));
  }

  private constructor(
    /** The branch; `undefined` for the one that is checked out. */
    public readonly branch: string | undefined,
    /** What the Git server is told. */
    public readonly options: ImagePushOptions,
  ) {}
}

/** Refuses to delete a branch and to force a push. */
function requireOptions(place: string, options: ImagePushOptions): ImagePushOptions {
  const { refspec } = options;
  if (refspec === undefined || /^[^+:]/.test(refspec)) return options;
  throw new InputError(place, {
    prop: 'refspec',
    got: refspec,
    mustBe: "a reference that is neither forced by '+' nor deleted by ':'",
    fix: `refspec: '${refspec.replace(/^[+:]+/, '') || 'refs/heads/main:refs/for/main'}'`,
  });
}
