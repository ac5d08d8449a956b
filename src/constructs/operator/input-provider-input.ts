import { Construct } from 'constructs';
import {
  ResourceSetInputProviderSpecFilter as Filter,
  ResourceSetInputProviderSpecSelectors,
  ResourceSetInputProviderSpecType as Type,
} from '../../../imports/fluxcd.controlplane.io';
import { defaultTagLimit } from '../../primitives/chosen-defaults';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { Auth, authFields, CloudProvider } from '../source/auth';
import { requireHttpsUrl } from '../source/https-url';
import { requireArtifactUrl } from '../source/oci-repository';
import { ResourceSetInputProviderProps } from './resource-set-input-provider-props';

/** Most inputs that a provider may export. */
const MAX_INPUTS = 10_000;

/** What the API server lets a type of provider have. */
interface TypeTraits {
  readonly url: 'none' | 'https' | 'oci';
  readonly secret: boolean;
  readonly certificates: boolean;
  readonly githubApp: boolean;
  /** The cloud whose identity it can use. */
  readonly cloud?: CloudProvider;
  /** Whether it takes a service account that is not an identity of a cloud. */
  readonly serviceAccount: boolean;
}

/** Refuses what the API server refuses, and addresses without TLS. */
export function requireProvider(at: Construct, props: ResourceSetInputProviderProps): void {
  const traits = traitsOf(props.type);
  requireUrl(at, props, traits);
  requireCredentials(at, props, traits);
  requireSelectors(at, props.type, props.selectors);

  const limit = props.filter?.limit ?? defaultTagLimit(at);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_INPUTS) return;
  throw new InputError(at, {
    prop: 'filter.limit',
    got: limit,
    mustBe: `a whole number from 1 to ${MAX_INPUTS}`,
    fix: `filter: { limit: ${limit > MAX_INPUTS ? MAX_INPUTS : 1} }`,
  });
}

/** The filter; of artifacts, only the newest tag counts unless more are asked for. */
export function filterOf(at: Construct, { type, filter }: ResourceSetInputProviderProps): Filter | undefined {
  if (!type.endsWith('ArtifactTag')) return filter;
  return { ...filter, limit: filter?.limit ?? defaultTagLimit(at) };
}

function traitsOf(type: Type): TypeTraits {
  const isArtifactTag = type.endsWith('ArtifactTag');
  const isLocal = type === Type.STATIC || type === Type.EXTERNAL_ARTIFACT;
  const cloud = cloudOf(type);
  return {
    url: isLocal ? 'none' : isArtifactTag ? 'oci' : 'https',
    secret: !isLocal && (cloud === undefined || type.startsWith('AzureDevOps')),
    certificates: !isLocal && cloud === undefined,
    githubApp: type.startsWith('GitHub'),
    cloud,
    serviceAccount: type === Type.OCI_ARTIFACT_TAG || type === Type.EXTERNAL_ARTIFACT,
  };
}

function cloudOf(type: Type): CloudProvider | undefined {
  if (type.startsWith('AzureDevOps') || type === Type.ACR_ARTIFACT_TAG) return CloudProvider.AZURE;
  if (type.startsWith('AWSCodeCommit') || type === Type.ECR_ARTIFACT_TAG) return CloudProvider.AWS;
  if (type === Type.GAR_ARTIFACT_TAG) return CloudProvider.GCP;
  return undefined;
}

function requireUrl(at: Construct, { type, url }: ResourceSetInputProviderProps, traits: TypeTraits): void {
  if ((url === undefined) !== (traits.url === 'none')) {
    throw new InputError(at, {
      prop: 'url',
      got: url,
      mustBe: traits.url === 'none' ? `left out with the type ${type}` : `set with the type ${type}`,
      fix:
        traits.url === 'none'
          ? 'remove url'
          : `url: '${traits.url === 'oci' ? 'oci://ghcr.io/acme/fleet' : 'https://github.com/acme/fleet'}'`,
    });
  }
  if (url === undefined) return;
  if (traits.url === 'https') requireHttpsUrl(at, 'url', url);
  else requireRepositoryUrl(at, url);
}

function requireRepositoryUrl(at: Construct, url: string): void {
  requireArtifactUrl(at, 'url', url);
  if (/^oci:\/\/[^/]+\/./.test(url)) return;
  throw new InputError(at, {
    prop: 'url',
    got: url,
    mustBe: 'an address with the path of a repository after the host',
    fix: `url: '${url.replace(/\/$/, '')}/acme/fleet'`,
  });
}

function requireCredentials(at: Construct, props: ResourceSetInputProviderProps, traits: TypeTraits): void {
  const { type, auth, serviceAccountName, certSecretName } = props;
  requireAuth(at, type, auth, traits);
  if (serviceAccountName !== undefined) {
    requireName(at, 'serviceAccountName', serviceAccountName);
    if (!traits.serviceAccount) {
      throw new InputError(at, {
        prop: 'serviceAccountName',
        got: serviceAccountName,
        mustBe: `left out with the type ${type}`,
        fix: traits.cloud
          ? `auth: Auth.workloadIdentity(CloudProvider.${traits.cloud.toUpperCase()}, '${serviceAccountName}')`
          : 'remove serviceAccountName',
      });
    }
  }
  if (certSecretName === undefined) return;
  requireName(at, 'certSecretName', certSecretName);
  if (traits.certificates) return;
  throw new InputError(at, {
    prop: 'certSecretName',
    got: certSecretName,
    mustBe: `left out with the type ${type}`,
    fix: 'remove certSecretName',
  });
}

function requireAuth(at: Construct, type: Type, auth: Auth | undefined, { secret, githubApp, cloud }: TypeTraits): void {
  if (secret) authFields(at, 'auth', auth, { clouds: cloud ? [cloud] : [], githubApp });
  if (secret || !auth || auth.method === 'anonymous' || (cloud && auth.fields.provider === cloud)) return;

  throw new InputError(at, {
    prop: 'auth',
    got: `Auth.${auth.method}(${auth.fields.provider ?? auth.fields.secretName})`,
    mustBe: cloud ? `Auth.workloadIdentity('${cloud}') with the type ${type}` : `left out with the type ${type}`,
    fix: cloud ? `auth: Auth.workloadIdentity(CloudProvider.${cloud.toUpperCase()})` : 'remove auth',
  });
}

function requireSelectors(at: Construct, type: Type, selectors: ResourceSetInputProviderSpecSelectors[] | undefined): void {
  const needed = type === Type.EXTERNAL_ARTIFACT;
  if (needed !== (selectors !== undefined && selectors.length > 0) || (!needed && selectors)) {
    throw new InputError(at, {
      prop: 'selectors',
      got: selectors,
      mustBe: needed ? `set with the type ${type}` : `left out with the type ${type}`,
      fix: needed ? "selectors: [{ name: 'apps' }]" : 'remove selectors',
    });
  }
  const both = selectors?.find(({ name, matchLabels, matchExpressions }) => name !== undefined && (matchLabels || matchExpressions));
  if (!both) return;
  throw new InputError(at, {
    prop: 'selectors',
    got: both,
    mustBe: 'a list of entries that have either a name or labels',
    fix: `selectors: [{ name: '${both.name}' }]`,
  });
}
