import { Construct, IConstruct } from 'constructs';
import { Decryption } from '../constructs/kustomize/decryption';
import { ClusterSecretStore } from '../constructs/secrets/secret-store';
import { InputError } from '../primitives/input-error';
import { HelmReleaseFromRepository } from './helm-release-from-repository';
import type { Layer } from './layer';
import { ExternalSecretsOptions, OnePasswordOptions, SealedSecretsOptions, SopsOptions } from './secret-strategy-options';
import { requireRecipients } from './sops-recipients';
import { setSopsSettings, SopsSettings } from './sops-settings';
import { providerFor, requireProviders } from './store-provider';

const KEY = 'cdk8s-fluxcd.SecretStrategy';

/** Name of the store that `SecretStrategy.externalSecrets()` writes. */
const STORE = 'fleet';

/** A store that names no account reads as the operator, so not everybody with rights in a namespace may make one. */
const KEPT_FROM_TENANTS = { aggregateToEdit: false, aggregateToAdmin: false };

/** What a strategy brings. */
interface Parts {
  /** Adds what runs in a cluster. */
  readonly install?: (controllers: () => Layer, configs: () => Layer) => void;
  /** How encrypted files are decrypted, and for whom they are encrypted. */
  readonly sops?: SopsSettings;
  /** The store that an ExternalSecret reads from when it names none. */
  readonly storeName?: string;
}

/**
 * How a fleet keeps its secrets: one way for all of it, given to `FluxApp`. No value of a secret is ever part of a program.
 *
 * @see https://fluxcd.io/flux/security/secrets-management/
 *
 * @example
 *
 * new FluxApp({
 *   secrets: SecretStrategy.externalSecrets({ version: '2.x', provider: SecretStoreProvider.aws({ region: 'eu-west-1' }) }),
 * });
 */
export class SecretStrategy {
  /**
   * Encrypted files in Git. Layers that include such files decrypt them; with recipients, the tree gets the `.sops.yaml` by which
   * `sops` encrypts, and a file that is encrypted for others than its environment's recipients is refused. This library never encrypts.
   *
   * @param options key, recipients
   * @see https://fluxcd.io/flux/guides/mozilla-sops/
   */
  public static sops(options: SopsOptions = {}): SecretStrategy {
    const { serviceAccountName, keySecretName } = options;
    if (serviceAccountName !== undefined && keySecretName !== undefined) {
      throw new InputError('SecretStrategy.sops()', {
        prop: 'keySecretName',
        got: keySecretName,
        mustBe: 'left out beside serviceAccountName: keys come from a Secret, or from a key service',
        fix: 'leave one of them out',
      });
    }
    const decryption =
      serviceAccountName === undefined ? Decryption.sops(keySecretName ?? 'sops-age') : Decryption.workloadIdentity(serviceAccountName);
    return new SecretStrategy({ sops: { decryption, recipients: requireRecipients(options) } });
  }

  /**
   * 1Password Connect and its operator, which makes a Secret of every `OnePasswordItem`. With a version of Reflector, which copies
   * Secrets into other namespaces. The namespace `onepassword` must have the Secrets `op-credentials` and `onepassword-token`.
   *
   * @param options versions
   * @see https://developer.1password.com/docs/k8s/operator/
   */
  public static onePassword(options: OnePasswordOptions): SecretStrategy {
    const { version, reflectorVersion } = options;
    return new SecretStrategy({
      install: (controllers) => {
        new HelmReleaseFromRepository(controllers(), 'onepassword', {
          repositoryUrl: 'https://1password.github.io/connect-helm-charts',
          chart: 'connect',
          version,
          values: {
            connect: { credentialsName: 'op-credentials', credentialsKey: '1password-credentials.json' },
            // Without it, the annotations by which Reflector knows a Secret never reach the Secret.
            operator: { create: true, enableAnnotations: true, token: { name: 'onepassword-token', key: 'token' } },
          },
        });
        if (reflectorVersion !== undefined) installReflector(controllers(), reflectorVersion);
      },
    });
  }

  /**
   * External Secrets Operator, which makes a Secret of every `ExternalSecret`, and a ClusterSecretStore `fleet` that it reads from. The
   * name is the same in every cluster; what stands behind it may differ by environment, and by cluster.
   *
   * @param options version, where the secrets are
   * @see https://external-secrets.io/latest/
   */
  public static externalSecrets(options: ExternalSecretsOptions): SecretStrategy {
    const { version, values, reflectorVersion, namespaces, storeName = STORE } = options;
    requireProviders(options);
    return new SecretStrategy({
      storeName,
      install: (controllers, configs) => {
        new HelmReleaseFromRepository(controllers(), 'external-secrets', {
          repositoryUrl: 'https://charts.external-secrets.io',
          version,
          values: { ...values, rbac: { ...KEPT_FROM_TENANTS, ...values?.rbac } },
        });
        const layer = configs();
        new ClusterSecretStore(layer, storeName, { provider: providerFor(layer, options), namespaces });
        if (reflectorVersion !== undefined) installReflector(controllers(), reflectorVersion);
      },
    });
  }

  /**
   * Sealed Secrets: the controller, whose key alone opens what `kubeseal` sealed. Include the sealed files into a layer.
   *
   * @param options version
   * @see https://github.com/bitnami-labs/sealed-secrets
   */
  public static sealedSecrets(options: SealedSecretsOptions): SecretStrategy {
    return new SecretStrategy({
      install: (controllers) => {
        new HelmReleaseFromRepository(controllers(), 'sealed-secrets', {
          repositoryUrl: 'https://bitnami-labs.github.io/sealed-secrets',
          version: options.version,
          // The name by which kubeseal looks for it.
          values: { fullnameOverride: 'sealed-secrets-controller' },
        });
      },
    });
  }

  /** Secrets come to the clusters in a way that this program does not know of, e.g. by Terraform. Nothing is written. */
  public static outOfBand(): SecretStrategy {
    return new SecretStrategy({});
  }

  private constructor(private readonly parts: Parts) {}

  /**
   * Adds to a cluster what the strategy needs there. `LayeredCluster` does it for its own layers, unless it has domains.
   *
   * @param controllers layer for what installs CRDs
   * @param configs layer for what configures it, applied afterwards
   */
  public addTo(controllers: Layer, configs: Layer): void {
    this._addTo(
      () => controllers,
      () => configs,
    );
  }

  /** @internal A layer that is asked for is made, and an empty one is refused: only what is needed is asked for. */
  public _addTo(controllers: () => Layer, configs: () => Layer): void {
    this.parts.install?.(controllers, configs);
  }

  /** @internal */
  public get _sops(): SopsSettings | undefined {
    return this.parts.sops;
  }

  /** @internal */
  public get _storeName(): string | undefined {
    return this.parts.storeName;
  }
}

/** Declares the strategy of everything below `app`. Must come before its first child. */
export function setSecretStrategy(app: Construct, strategy: SecretStrategy): void {
  app.node.setContext(KEY, strategy);
  if (strategy._sops) setSopsSettings(app, strategy._sops);
}

/** The strategy of the fleet around a construct. */
export function secretStrategyOf(construct: IConstruct): SecretStrategy | undefined {
  return construct.node.tryGetContext(KEY);
}

function installReflector(controllers: Layer, version: string): void {
  new HelmReleaseFromRepository(controllers, 'reflector', { repositoryUrl: 'https://emberstack.github.io/helm-charts', version });
}
