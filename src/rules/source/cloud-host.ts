import { Kind } from '../../manifests/kind';
import { Address, hostOf, registryOf, schemeOf } from './address';

/** The cloud that an address belongs to, as `provider` names it; `undefined` for every other host. */
export function cloudOf(address: Address, knowsCodeCommit: boolean): string | undefined {
  const { kind, url } = address;
  switch (kind) {
    case Kind.OCI_REPOSITORY:
      return cloudOfRegistry(hostOf(url));
    case Kind.IMAGE_REPOSITORY:
      return cloudOfRegistry(registryOf(url));
    case Kind.BUCKET:
      return cloudOfStorage(hostOf(url));
    case Kind.GIT_REPOSITORY:
      // Over ssh there is a key, and no provider.
      return schemeOf(url) === 'https' ? cloudOfGit(hostOf(url), knowsCodeCommit) : undefined;
    default:
      return undefined;
  }
}

/** Mirrors that everybody reads without an account. */
const PUBLIC = ['mirror.gcr.io', 'k8s.gcr.io'];

function cloudOfRegistry(host: string): string | undefined {
  if (PUBLIC.includes(host)) return undefined;
  if (/\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(host)) return 'aws';
  if (host === 'gcr.io' || /\.(gcr\.io|pkg\.dev)$/.test(host)) return 'gcp';
  return /\.azurecr\.(io|cn|us)$/.test(host) ? 'azure' : undefined;
}

function cloudOfStorage(host: string): string | undefined {
  if (/^s3[.-]([a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/.test(host)) return 'aws';
  if (host === 'storage.googleapis.com') return 'gcp';
  return host.endsWith('.blob.core.windows.net') ? 'azure' : undefined;
}

function cloudOfGit(host: string, knowsCodeCommit: boolean): string | undefined {
  if (host === 'dev.azure.com' || host.endsWith('.visualstudio.com')) return 'azure';
  return knowsCodeCommit && /^git-codecommit\.[a-z0-9-]+\.amazonaws\.com$/.test(host) ? 'aws' : undefined;
}
