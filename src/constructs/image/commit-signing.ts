import {
  ImageUpdateAutomationSpecGitCommitSigningKey,
  ImageUpdateAutomationSpecGitCommitSigningKeyType as Type,
} from '../../../imports/image.toolkit.fluxcd.io';
import { requireName } from '../../primitives/kubernetes-name';

/**
 * The key that commits are signed with.
 *
 * @see https://fluxcd.io/flux/components/image/imageupdateautomations/#signing-key
 */
export class CommitSigning {
  /**
   * A key of GnuPG.
   *
   * @param secretName Secret of the same namespace with `git.asc`, and `passphrase` where the key has one
   */
  public static gpg(secretName: string): CommitSigning {
    requireName('CommitSigning.gpg()', 'secretName', secretName);
    return new CommitSigning('gpg', { secretRef: { name: secretName } });
  }

  /**
   * A key of SSH. Flux 2.9 or newer.
   *
   * @param secretName Secret of the same namespace with the private key
   */
  public static ssh(secretName: string): CommitSigning {
    requireName('CommitSigning.ssh()', 'secretName', secretName);
    return new CommitSigning('ssh', { secretRef: { name: secretName }, type: Type.SSH });
  }

  private constructor(
    /** `gpg` or `ssh`. */
    public readonly type: string,
    /** @internal */
    public readonly _signingKey: ImageUpdateAutomationSpecGitCommitSigningKey,
  ) {}
}
