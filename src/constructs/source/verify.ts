import { OciRepositorySpecVerify, OciRepositorySpecVerifyProvider } from '../../../imports/source.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';
import { startsWithInput } from '../../primitives/template-input';
import { requireName } from '../../primitives/kubernetes-name';
import { escapeRegex } from '../../primitives/escape-regex';

/** Issuer of the tokens that GitHub gives to its workflows. */
export const GITHUB_ISSUER = '^https://token\\.actions\\.githubusercontent\\.com$';

/** An identity that may sign, as two regular expressions of Go (RE2). Anchor both with `^` and `$`. */
export interface OidcIdentity {
  /** Who vouches for the signer, e.g. `^https://accounts\.google\.com$`. */
  readonly issuer: string;
  /** The signer, e.g. `^release@acme\.io$`. */
  readonly subject: string;
}

/** A GitHub Actions workflow that signs artifacts. */
export interface GithubActionsSigner {
  /** Owner and name, e.g. `acme/fleet`. */
  readonly repository: string;

  /**
   * File of the workflow below `.github/workflows/`.
   *
   * @default - any workflow of the repository
   */
  readonly workflow?: string;

  /**
   * Git reference that the workflow ran for. A trailing `*` stands for the rest of a name.
   *
   * @default 'refs/tags/*' - what a pull request builds is not accepted
   */
  readonly ref?: string;
}

/**
 * Whose signature an OCI artifact must carry before Flux uses it.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/#verification
 */
export class Verify {
  /** Cosign signatures by one of these identities, without keys. */
  public static keyless(...identities: OidcIdentity[]): Verify {
    for (const { issuer, subject } of identities) {
      requireAnchored('issuer', issuer);
      requireAnchored('subject', subject);
    }
    if (identities.length === 0) {
      throw new InputError('Verify.keyless()', {
        prop: 'identities',
        got: identities,
        mustBe: 'one identity at least; without one, anybody in the world may sign',
        fix: "Verify.keyless({ issuer: '^https://…$', subject: '^…$' })",
      });
    }
    return new Verify('cosign', identities, undefined);
  }

  /** Cosign signatures made by a GitHub Actions workflow. */
  public static githubActions(signer: GithubActionsSigner): Verify {
    if (!/^[\w.-]+\/[\w.-]+$/.test(signer.repository)) {
      throw new InputError('Verify.githubActions()', {
        prop: 'repository',
        got: signer.repository,
        mustBe: "owner and name, 'owner/name'",
        fix: "repository: 'acme/fleet'",
      });
    }
    const workflow = signer.workflow ? escapeRegex(signer.workflow) : '[^@]+';
    const ref = escapeRegex(signer.ref ?? 'refs/tags/*').replace(/\\\*$/, '.+');
    const subject = `^https://github\\.com/${escapeRegex(signer.repository)}/\\.github/workflows/${workflow}@${ref}$`;
    return new Verify('cosign', [{ issuer: GITHUB_ISSUER, subject }], undefined);
  }

  /**
   * Cosign signatures by a key pair.
   *
   * @param secretName Secret in the source's namespace that holds public keys under names ending in `.pub`
   */
  public static key(secretName: string): Verify {
    requireName('Verify.key()', 'secretName', secretName);
    return new Verify('cosign', [], secretName);
  }

  /**
   * Notation signatures.
   *
   * @param secretName Secret in the source's namespace with `trustpolicy.json` and certificates (`.crt`, `.pem`)
   */
  public static notation(secretName: string): Verify {
    requireName('Verify.notation()', 'secretName', secretName);
    return new Verify('notation', [], secretName);
  }

  private constructor(
    /** `cosign` or `notation`. */
    public readonly provider: string,
    /** Identities of which one must have signed; empty when a key decides. */
    public readonly identities: OidcIdentity[],
    /** Secret with keys or certificates. */
    public readonly secretName?: string,
  ) {}
}

/** The field `spec.verify` of an OCIRepository. */
export function verifySpec(verify: Verify): OciRepositorySpecVerify {
  return {
    provider: verify.provider as OciRepositorySpecVerifyProvider,
    matchOidcIdentity: verify.identities.length > 0 ? verify.identities : undefined,
    secretRef: verify.secretName ? { name: verify.secretName } : undefined,
  };
}

function requireAnchored(prop: string, pattern: string): void {
  if (startsWithInput(pattern) || (pattern.startsWith('^') && pattern.endsWith('$'))) return;
  throw new InputError('Verify.keyless()', {
    prop,
    got: pattern,
    mustBe: 'a regular expression anchored with ^ and $; otherwise it accepts every identity that contains it',
    fix: `${prop}: '^${pattern.replace(/^\^|\$$/g, '')}$'`,
  });
}
