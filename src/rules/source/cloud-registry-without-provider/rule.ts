import { Kind } from '../../../manifests/kind';
import { FluxVersion } from '../../../primitives/flux-version';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { addressesIn } from '../address';
import { cloudOf } from '../cloud-host';

/** A source of a cloud is reached without the identity that the cloud gives. */
export class CloudRegistryWithoutProvider implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cloud-registry-without-provider',
    severity: Severity.WARNING,
    summary: 'A source of a cloud does not name its provider.',
    why:
      'With provider: generic, the default, Flux logs in with a Secret or not at all: a private registry refuses it, a token of ECR is ' +
      'void after twelve hours, and a key that never ends has to be kept somewhere. With the provider of the cloud it uses the workload ' +
      'identity of the controller or of serviceAccountName.',
    fix: 'Set provider to aws, azure or gcp, whichever the host belongs to, and bind the identity.',
    references: [
      'https://fluxcd.io/flux/components/source/ocirepositories/#provider',
      'https://fluxcd.io/flux/components/source/gitrepositories/#provider',
      'https://fluxcd.io/flux/integrations/',
    ],
    kinds: [Kind.OCI_REPOSITORY, Kind.IMAGE_REPOSITORY, Kind.BUCKET, Kind.GIT_REPOSITORY, Kind.FLUX_INSTANCE],
  };

  public check(context: RuleContext): Finding[] {
    const knowsCodeCommit = context.isAtLeast(FluxVersion.V2_9);
    return addressesIn(context.manifests).flatMap((address) => {
      const { field, around } = address;
      const cloud = cloudOf(address, knowsCodeCommit);
      const provider = around.at('provider');
      const given = provider.text() ?? 'generic';
      if (cloud === undefined || given === cloud || isUnknown(given)) return [];
      const at = provider.exists ? provider : field;
      return [new Finding(at, `${field.manifest} is of ${cloud}, and its provider is ${given}`, { fix: `Set provider: ${cloud}.` })];
    });
  }
}
