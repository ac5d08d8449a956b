import { Construct } from 'constructs';
import { BucketSpecSts } from '../../../imports/source.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';
import { BucketProvider } from './bucket-provider';
import { requireHttpsUrl } from './https-url';

/** The service of short-lived credentials that each provider knows. */
const STS: Partial<Record<BucketProvider, string>> = { [BucketProvider.AWS]: 'aws', [BucketProvider.GENERIC]: 'ldap' };

/** The provider of a bucket, or an error where its credentials are those of another cloud. */
export function bucketProvider(at: Construct, provider: BucketProvider | undefined, cloud: string | undefined): BucketProvider {
  const chosen = provider ?? (cloud as BucketProvider | undefined) ?? BucketProvider.GENERIC;
  if (cloud === undefined || cloud === chosen) return chosen;

  throw new InputError(at, {
    prop: 'provider',
    got: chosen,
    mustBe: `the cloud of Auth.workloadIdentity('${cloud}')`,
    fix: `provider: BucketProvider.${cloud.toUpperCase()}`,
  });
}

/** Refuses an endpoint that the client of the storage cannot read. */
export function requireEndpoint(at: Construct, provider: BucketProvider, endpoint: string): void {
  if (provider === BucketProvider.AZURE) requireHttpsUrl(at, 'endpoint', endpoint);
  else if (!/^[\w.-]+(:\d+)?$/.test(endpoint)) {
    throw new InputError(at, {
      prop: 'endpoint',
      got: endpoint.replace(/^(\w+:\/\/)?[^/@]*@/, '$1***@'),
      mustBe: 'the host of the storage with or without a port, without scheme and path',
      fix: `endpoint: '${endpoint.replace(/^\w+:\/\/([^/@]*@)?/, '').replace(/[^\w.:-].*$/, '') || 's3.amazonaws.com'}'`,
    });
  }
}

/** Refuses a service of short-lived credentials that the provider does not know. */
export function requireSts(at: Construct, provider: BucketProvider, sts: BucketSpecSts | undefined): void {
  if (!sts) return;

  const known = STS[provider];
  if (sts.provider !== known) {
    throw new InputError(at, {
      prop: 'sts.provider',
      got: sts.provider,
      mustBe: known
        ? `'${known}' with BucketProvider.${provider.toUpperCase()}`
        : 'used with BucketProvider.AWS or BucketProvider.GENERIC only',
      fix: known ? `sts: { provider: source.BucketSpecStsProvider.${known.toUpperCase()}, … }` : 'remove sts',
    });
  }
  if (known === 'aws' && (sts.secretRef || sts.certSecretRef)) {
    throw new InputError(at, {
      prop: 'sts',
      got: sts,
      mustBe: 'without secretRef and certSecretRef; AWS hands out credentials for the identity of the workload',
      fix: `sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: '${sts.endpoint}' }`,
    });
  }
}
