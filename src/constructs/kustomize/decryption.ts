import { KustomizationSpecDecryption, KustomizationSpecDecryptionProvider as Provider } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { requireName } from '../../primitives/kubernetes-name';

/**
 * How files that SOPS encrypted are decrypted, for `decryption` of a `Kustomization` or a `Layer`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption
 */
export class Decryption {
  /**
   * With the keys in a Secret of the namespace of the Kustomization: `*.agekey` (age), `*.asc` (OpenPGP), `sops.aws-kms`,
   * `sops.azure-kv`, `sops.gcp-kms`, `sops.vault-token`. Flux ignores keys of other names.
   *
   * @param secretName name of the Secret, which is made out of band
   */
  public static sops(secretName: string): KustomizationSpecDecryption {
    requireName('Decryption.sops()', 'secretName', secretName);
    return { provider: Provider.SOPS, secretRef: { name: secretName } };
  }

  /**
   * With a key service of the cloud that the controller may use, so that no key stands in the cluster.
   *
   * @param serviceAccountName account with the rights, in the namespace of the Kustomization; by default that of
   *   kustomize-controller. Needs the feature gate `ObjectLevelWorkloadIdentity`
   */
  public static workloadIdentity(serviceAccountName?: string): KustomizationSpecDecryption {
    if (serviceAccountName !== undefined) requireName('Decryption.workloadIdentity()', 'serviceAccountName', serviceAccountName);
    return { provider: Provider.SOPS, serviceAccountName };
  }

  private constructor() {}
}
