import { KustomizationSpecKubeConfig } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';
import { MAX_NAME, requireName } from '../../primitives/kubernetes-name';
import { DATA_KEY_IN_WORDS, isDataKey, suggestDataKey } from '../../primitives/data-key';

/** What Cluster API calls the Secret of a cluster, and the key that holds the kubeconfig in it. */
const CAPI_SUFFIX = '-kubeconfig';
const CAPI_KEY = 'value';

/**
 * Which other cluster something is applied to, for `kubeConfig` of a `Layer`, a `Kustomization` or a `HelmRelease`. What it names is
 * in the namespace of the object that says it; for a layer that is `flux-system`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-reference
 *
 * @example
 *
 * const spoke = new Layer(cluster, 'spoke', { kubeConfig: KubeConfig.clusterApi('spoke'), serviceAccountName: 'flux' });
 */
export class KubeConfig {
  /**
   * A kubeconfig in a Secret, with all that it needs inside: certificates and a token, no files, no programs.
   *
   * @param name name of the Secret, which is made out of band
   * @param key key that holds the kubeconfig; by default Flux tries `value` and `value.yaml`
   */
  public static secret(name: string, key?: string): KustomizationSpecKubeConfig {
    requireName('KubeConfig.secret()', 'name', name);
    requireKey(key);
    return { secretRef: { name, key } };
  }

  /**
   * The identity that the controller has in the cloud, so that no credential stands in the cluster.
   *
   * @param name name of the ConfigMap with `provider` (`aws`, `azure`, `gcp` or `generic`) and the address of the other cluster
   */
  public static configMap(name: string): KustomizationSpecKubeConfig {
    requireName('KubeConfig.configMap()', 'name', name);
    return { configMapRef: { name } };
  }

  /**
   * A cluster that Cluster API makes, by the kubeconfig that it writes: the Secret `<clusterName>-kubeconfig`. It stands in the
   * namespace of the cluster's `Cluster` object, so the object that names it must be there too.
   *
   * @param clusterName name of the `Cluster` object
   */
  public static clusterApi(clusterName: string): KustomizationSpecKubeConfig {
    requireName('KubeConfig.clusterApi()', 'clusterName', clusterName, MAX_NAME - CAPI_SUFFIX.length);
    return KubeConfig.secret(clusterName + CAPI_SUFFIX, CAPI_KEY);
  }

  private constructor() {}
}

function requireKey(key: string | undefined): void {
  if (key === undefined || isDataKey(key)) return;
  throw new InputError('KubeConfig.secret()', {
    prop: 'key',
    got: key,
    mustBe: `a key of a Secret: ${DATA_KEY_IN_WORDS}`,
    fix: `key: '${suggestDataKey(key) || CAPI_KEY}'`,
  });
}
