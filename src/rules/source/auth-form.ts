import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { ConfigContent } from '../../verification/config-keys';
import { knownText } from '../../verification/known-text';
import { schemeOf } from './address';

/** Types of a Secret with the credentials of registries. */
const PULL_SECRETS = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];

/** Keys with which a server can be reached without a password. */
const TLS_KEYS = ['tls.crt', 'ca.crt', 'certFile', 'caFile'];

/** Keys of SOPS besides `*.asc` and `*.agekey`. */
const SOPS_KEYS = ['sops.vault-token', 'sops.aws-kms', 'sops.azure-kv', 'sops.gcp-kms'];

/** What a Secret lacks for what it is used for, as a phrase behind its name; `undefined` when it lacks nothing, or nobody can tell. */
export function lackOfSecret(user: Manifest, secret: ConfigContent, isGcrStrict: boolean): string | undefined {
  const spec = user.at('spec');
  switch (user.id.qualifiedKind) {
    case Kind.GIT_REPOSITORY:
      return lackForGit(knownText(spec.at('url')), knownText(spec.at('provider')), secret);
    case Kind.OCI_REPOSITORY:
    case Kind.IMAGE_REPOSITORY:
      return lackForRegistry(secret);
    case Kind.HELM_REPOSITORY:
      return spec.at('type').text() === 'oci' && isPullSecret(secret) ? undefined : lackOfPassword(secret);
    case Kind.FLUX_INSTANCE:
      return lackForSync(user, secret);
    case Kind.RECEIVER:
      return lackOf(secret, spec.at('type').text() === 'gcr' && isGcrStrict ? ['token', 'email', 'audience'] : ['token']);
    case Kind.RESOURCE_SET_INPUT_PROVIDER:
    case Kind.PROVIDER:
      return hasAppKeys(secret) ? lackForGitHubApp(secret) : undefined;
    default:
      return undefined;
  }
}

function hasAppKeys({ keys }: ConfigContent): boolean {
  return keys?.some((key) => key.startsWith('githubApp')) === true;
}

/** What a Secret lacks as the key of SOPS. */
export function lackForDecryption({ keys }: ConfigContent): string | undefined {
  if (!keys || keys.some((key) => /\.(asc|agekey)$/.test(key) || SOPS_KEYS.includes(key))) return undefined;
  return 'has no key that ends in .agekey or .asc, nor one for a key service';
}

/** What a Secret lacks as a kubeconfig: the key that is asked for, else one of two. */
export function lackForCluster({ keys }: ConfigContent, key: string | undefined): string | undefined {
  if (!keys) return undefined;
  if (key !== undefined) return keys.includes(key) ? undefined : `lacks '${key}'`;
  return keys.includes('value') || keys.includes('value.yaml') ? undefined : "lacks 'value', the key of the kubeconfig";
}

/** The clouds whose clusters Flux finds by their name. */
const CLOUDS = ['aws', 'azure', 'gcp'];

/** What a ConfigMap lacks that says how to reach a cluster. */
export function lackForProvider({ keys }: ConfigContent, provider: string | undefined): string | undefined {
  if (!keys) return undefined;
  if (!keys.includes('provider')) return "lacks 'provider'";
  if (provider !== undefined && ![...CLOUDS, 'generic'].includes(provider)) {
    return `has the provider ${provider}, and Flux knows ${CLOUDS.join(', ')} and generic`;
  }
  const places = provider === 'generic' ? ['address'] : ['cluster', 'address'];
  return provider === undefined || places.some((key) => keys.includes(key)) ? undefined : `lacks '${places[0]}'`;
}

function lackForSync(instance: Manifest, secret: ConfigContent): string | undefined {
  const sync = instance.at('spec', 'sync');
  switch (sync.at('kind').text()) {
    case 'GitRepository':
      return lackForGit(knownText(sync.at('url')), knownText(sync.at('provider')), secret);
    case 'OCIRepository':
      return lackForRegistry(secret);
    default:
      return undefined;
  }
}

function lackForGit(url: string | undefined, provider: string | undefined, secret: ConfigContent): string | undefined {
  const { keys } = secret;
  if (!keys || url === undefined) return undefined;
  if (schemeOf(url) === 'ssh') return lackOf(secret, ['identity', 'known_hosts']);
  if (provider === 'github') return lackForGitHubApp(secret);
  if (provider !== undefined && provider !== 'generic') return undefined;
  if (hasAppKeys(secret)) return 'has the keys of a GitHub App, which Flux refuses without provider: github';
  return keys.includes('bearerToken') ? undefined : lackOfPassword(secret);
}

function lackForGitHubApp(secret: ConfigContent): string | undefined {
  const byOwner = secret.keys?.includes('githubAppInstallationOwner');
  return lackOf(secret, ['githubAppID', ...(byOwner ? [] : ['githubAppInstallationID']), 'githubAppPrivateKey']);
}

function lackOfPassword(secret: ConfigContent): string | undefined {
  const { keys = [] } = secret;
  const hasHalf = keys.includes('username') || keys.includes('password');
  if (!hasHalf && keys.some((key) => TLS_KEYS.includes(key))) return undefined;
  return lackOf(secret, ['username', 'password']);
}

function isPullSecret({ type = '', keys = [] }: ConfigContent): boolean {
  return PULL_SECRETS.includes(type) || keys.includes('.dockerconfigjson');
}

function lackForRegistry({ type }: ConfigContent): string | undefined {
  if (type === undefined || PULL_SECRETS.includes(type)) return undefined;
  return `has the type ${type}, not ${PULL_SECRETS[0]}`;
}

function lackOf({ keys }: ConfigContent, wanted: readonly string[]): string | undefined {
  const missing = keys ? wanted.filter((key) => !keys.includes(key)) : [];
  return missing.length === 0 ? undefined : `lacks ${missing.map((key) => `'${key}'`).join(' and ')}`;
}
