import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { addressesIn, KINDS_WITH_ADDRESS } from '../address';
import { problemOf } from '../address-problem';

/** The kind of a source refuses its address. */
export class InvalidSourceAddress implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-source-address',
    severity: Severity.ERROR,
    summary: 'A source has an address that its kind refuses.',
    why:
      'Each kind takes one form of address: GitRepository a URL with https:// or ssh:// but not git@host:path, OCIRepository oci:// ' +
      'without a tag, a HelmRepository of type default no oci://, and ImageRepository an image without scheme and tag. The API server ' +
      'or the controller refuses every other one, and the source never gets an artifact.',
    fix: 'Write the address in the form of the kind.',
    references: [
      'https://fluxcd.io/flux/components/source/gitrepositories/#url',
      'https://fluxcd.io/flux/components/source/ocirepositories/#url',
      'https://fluxcd.io/flux/components/image/imagerepositories/#image',
    ],
    kinds: KINDS_WITH_ADDRESS,
  };

  public check({ manifests }: RuleContext): Finding[] {
    return addressesIn(manifests).flatMap((address) => {
      const problem = problemOf(address);
      if (!problem) return [];
      const { message, fix, edits } = problem;
      return [new Finding(address.field, `${address.field.manifest} ${message}`, { fix, edits })];
    });
  }
}
