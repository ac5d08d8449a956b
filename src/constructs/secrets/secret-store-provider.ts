import { InputError } from '../../primitives/input-error';
import { requireName, requireNamespace } from '../../primitives/kubernetes-name';
import { requireHttpsUrl } from '../source/https-url';
import { requireAwsRegion, requireAwsRole } from './aws-input';
import {
  AwsSecretsService,
  AwsStoreOptions,
  AzureStoreOptions,
  GcpStoreOptions,
  KubernetesStoreOptions,
  OnePasswordStoreOptions,
  VaultStoreOptions,
} from './secret-store-options';

/** Names an object in a namespace, as far as a store must say which. */
type NameIn = (name: string) => { name: string; namespace?: string };

/**
 * Where a store of External Secrets reads from, and as whom. By identities wherever the place knows them: no key to keep, none to leak.
 *
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export class SecretStoreProvider {
  /**
   * AWS Secrets Manager or Parameter Store.
   *
   * @param options region, service, identity
   */
  public static aws(options: AwsStoreOptions): SecretStoreProvider {
    const { region, service = AwsSecretsService.SECRETS_MANAGER, role, serviceAccountName } = options;
    const at = 'SecretStoreProvider.aws()';
    requireAwsRegion(at, 'region', region);
    if (role !== undefined) requireAwsRole(at, 'role', role);
    return new SecretStoreProvider(at, serviceAccountName, (inNamespace) => ({
      aws: {
        service,
        region,
        ...(role !== undefined && { role }),
        ...(serviceAccountName !== undefined && { auth: { jwt: { serviceAccountRef: inNamespace(serviceAccountName) } } }),
      },
    }));
  }

  /**
   * Secret Manager of Google Cloud.
   *
   * @param options project, identity
   */
  public static gcp(options: GcpStoreOptions): SecretStoreProvider {
    const { projectId, serviceAccountName } = options;
    const at = 'SecretStoreProvider.gcp()';
    requireText(at, 'projectId', projectId, 'acme-production');
    return new SecretStoreProvider(at, serviceAccountName, (inNamespace) => ({
      gcpsm: {
        projectID: projectId,
        ...(serviceAccountName !== undefined && { auth: { workloadIdentity: { serviceAccountRef: inNamespace(serviceAccountName) } } }),
      },
    }));
  }

  /**
   * Azure Key Vault.
   *
   * @param options vault, identity
   */
  public static azure(options: AzureStoreOptions): SecretStoreProvider {
    const { vaultUrl, serviceAccountName } = options;
    const at = 'SecretStoreProvider.azure()';
    requireHttpsUrl(at, 'vaultUrl', vaultUrl);
    return new SecretStoreProvider(at, serviceAccountName, (inNamespace) => ({
      azurekv: {
        authType: 'WorkloadIdentity',
        vaultUrl,
        ...(serviceAccountName !== undefined && { serviceAccountRef: inNamespace(serviceAccountName) }),
      },
    }));
  }

  /**
   * HashiCorp Vault, version 2 of its key value engine, with its Kubernetes auth method.
   *
   * @param options server, role, mounts
   */
  public static vault(options: VaultStoreOptions): SecretStoreProvider {
    const { server, role, path = 'secret', mountPath = 'kubernetes', serviceAccountName, vaultNamespace } = options;
    const at = 'SecretStoreProvider.vault()';
    requireHttpsUrl(at, 'server', server);
    requireText(at, 'role', role, 'external-secrets');
    return new SecretStoreProvider(at, serviceAccountName, (inNamespace) => ({
      vault: {
        server,
        path,
        version: 'v2',
        ...(vaultNamespace !== undefined && { namespace: vaultNamespace }),
        auth: {
          kubernetes: {
            mountPath,
            role,
            ...(serviceAccountName !== undefined && { serviceAccountRef: inNamespace(serviceAccountName) }),
          },
        },
      },
    }));
  }

  /**
   * Secrets of another namespace of the same cluster.
   *
   * @param options namespace, service account
   */
  public static kubernetes(options: KubernetesStoreOptions): SecretStoreProvider {
    const { remoteNamespace, serviceAccountName } = options;
    const at = 'SecretStoreProvider.kubernetes()';
    requireNamespace(at, 'remoteNamespace', remoteNamespace);
    return new SecretStoreProvider(at, serviceAccountName, (inNamespace) => ({
      kubernetes: {
        remoteNamespace,
        // Every namespace has this ConfigMap; the operator trusts no API server without it.
        server: { caProvider: { type: 'ConfigMap', ...inNamespace('kube-root-ca.crt'), key: 'ca.crt' } },
        auth: { serviceAccount: inNamespace(serviceAccountName) },
      },
    }));
  }

  /**
   * A vault of 1Password, without Connect.
   *
   * @param options vault, token
   */
  public static onePassword(options: OnePasswordStoreOptions): SecretStoreProvider {
    const { vault, tokenSecretName, tokenSecretKey = 'token' } = options;
    const at = 'SecretStoreProvider.onePassword()';
    requireText(at, 'vault', vault, 'production');
    requireName(at, 'tokenSecretName', tokenSecretName);
    return new SecretStoreProvider(at, undefined, (inNamespace) => ({
      onepasswordSDK: { vault, auth: { serviceAccountSecretRef: { ...inNamespace(tokenSecretName), key: tokenSecretKey } } },
    }));
  }

  private constructor(
    at: string,
    serviceAccountName: string | undefined,
    private readonly render: (inNamespace: NameIn) => Record<string, unknown>,
  ) {
    if (serviceAccountName !== undefined) requireName(at, 'serviceAccountName', serviceAccountName);
  }

  /** @internal The provider as a store writes it. A store of the whole cluster says where accounts and Secrets are. */
  public _render(namespace?: string): Record<string, unknown> {
    return this.render((name) => (namespace === undefined ? { name } : { name, namespace }));
  }
}

function requireText(at: string, prop: string, value: string, example: string): void {
  if (value !== '') return;
  throw new InputError(at, { prop, got: value, mustBe: 'given', fix: `${prop}: '${example}'` });
}
