export type Json = Record<string, any>;

/** The message of a rule, a spec that breaks this rule alone, and one beside it that is right. */
export type CelCase = readonly [message: string, broken: Json, right: Json];

const ref = { name: 'x' };

const instance = (more: Json) => ({ distribution: { registry: 'ghcr.io/fluxcd', version: '2.x' }, ...more });
const sync = (more: Json) =>
  instance({ sync: { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', path: 'x', ...more } });
const step = (name: string) => ({ name, resources: [] });

const http = 'https://acme.io/x';
const selectors = [{ matchLabels: {} }];
const unusable = (field: string, types: string) => `cannot specify spec.${field} when spec.type is ${types}`;

/** By `apiVersion/kind`, of the Flux Operator. The two rules about the name of an object find it in `name`. */
export const OPERATOR_CEL_CASES: Readonly<Record<string, readonly CelCase[]>> = {
  'fluxcd.controlplane.io/v1/FluxInstance': [
    ["the only accepted name for a FluxInstance is 'flux'", { ...instance({}), name: 'fleet' }, instance({})],
    [
      ".spec.storage must be set when .spec.sharding.storage is 'persistent'",
      instance({ sharding: { shards: ['a'], storage: 'persistent' } }),
      instance({ sharding: { shards: ['a'], storage: 'persistent' }, storage: { class: 'x', size: '1Gi' } }),
    ],
    [
      '.objectLevelWorkloadIdentity must be set to true when .multitenantWorkloadIdentity is set to true',
      instance({ cluster: { multitenantWorkloadIdentity: true } }),
      instance({ cluster: { multitenantWorkloadIdentity: true, objectLevelWorkloadIdentity: true } }),
    ],
    [
      "sync.provider 'gcp' is only supported for OCIRepository and Bucket",
      sync({ kind: 'GitRepository', provider: 'gcp' }),
      sync({ provider: 'gcp' }),
    ],
    [
      "sync.provider 'github' is only supported for GitRepository",
      sync({ provider: 'github' }),
      sync({ kind: 'GitRepository', provider: 'github' }),
    ],
  ],
  'fluxcd.controlplane.io/v1/FluxReport': [
    [
      "the only accepted name for a FluxReport is 'flux'",
      { distribution: { entitlement: 'x', status: 'x' }, name: 'x' },
      { distribution: { entitlement: 'x', status: 'x' } },
    ],
  ],
  'fluxcd.controlplane.io/v1/ResourceSet': [
    ['steps is mutually exclusive with resources and resourcesTemplate', { steps: [step('a')], resources: [] }, { steps: [step('a')] }],
    ['at least one of steps, resources or resourcesTemplate must be set', { wait: true }, { wait: true, resourcesTemplate: '' }],
    [
      'includeEmptyProviders only applies when name is Permute',
      { resources: [], inputStrategy: { name: 'Flatten', includeEmptyProviders: true } },
      { resources: [], inputStrategy: { name: 'Permute', includeEmptyProviders: true } },
    ],
    [
      'at least one of name or selector must be set for input provider references',
      { resources: [], inputsFrom: [{}] },
      { resources: [], inputsFrom: [ref] },
    ],
    [
      'cannot set both name and selector for input provider references',
      { resources: [], inputsFrom: [{ ...ref, selector: {} }] },
      { resources: [], inputsFrom: [{ selector: {} }] },
    ],
    ['step names must be unique', { steps: [step('a'), step('a')] }, { steps: [step('a'), step('b')] }],
    [
      'at least one of resources or resourcesTemplate must be set',
      { steps: [{ name: 'a' }] },
      { steps: [{ name: 'a', resourcesTemplate: '' }] },
    ],
  ],
  'fluxcd.controlplane.io/v1/ResourceSetInputProvider': [
    ["spec.url must be empty when spec.type is 'Static'", { type: 'Static', url: http }, { type: 'Static' }],
    [
      "spec.url must be empty when spec.type is 'ExternalArtifact'",
      { type: 'ExternalArtifact', selectors, url: http },
      { type: 'ExternalArtifact', selectors },
    ],
    [
      "spec.url must not be empty when spec.type is not 'Static' or 'ExternalArtifact'",
      { type: 'GitHubTag' },
      { type: 'GitHubTag', url: http },
    ],
    [
      "spec.url must start with 'http://' or 'https://' when spec.type is a Git provider",
      { type: 'GitLabTag', url: 'oci://acme.io' },
      { type: 'GitLabTag', url: http },
    ],
    [
      "spec.url must start with 'http://' or 'https://' when spec.type is an AzureDevOps provider",
      { type: 'AzureDevOpsTag', url: 'oci://acme.io' },
      { type: 'AzureDevOpsTag', url: http },
    ],
    [
      "spec.url must start with 'https://' when spec.type is a AWSCodeCommit provider",
      { type: 'AWSCodeCommitTag', url: 'http://acme.io' },
      { type: 'AWSCodeCommitTag', url: http },
    ],
    [
      "spec.url must start with 'oci://' when spec.type is an OCI provider",
      { type: 'OCIArtifactTag', url: http },
      { type: 'OCIArtifactTag', url: 'oci://acme.io/x' },
    ],
    [
      'spec.url must include the repository path after the registry host when spec.type is an OCI provider',
      { type: 'OCIArtifactTag', url: 'oci://acme.io' },
      { type: 'OCIArtifactTag', url: 'oci://acme.io/' },
    ],
    [
      "spec.url must start with 'http://' or 'https://' when spec.type is 'ExternalService'",
      { type: 'ExternalService', url: 'oci://acme.io' },
      { type: 'ExternalService', url: http },
    ],
    [
      "spec.insecure can only be set when spec.type is 'ExternalService' or 'OCIArtifactTag'",
      { type: 'GitHubTag', url: http, insecure: true },
      { type: 'GitHubTag', url: http, insecure: false },
    ],
    [
      "spec.url must use 'https://' unless spec.insecure is true",
      { type: 'ExternalService', url: 'http://acme.io' },
      { type: 'ExternalService', url: 'http://acme.io', insecure: true },
    ],
    [
      unusable('serviceAccountName', 'not one of AzureDevOps*, AWSCodeCommit*, *ArtifactTag or ExternalArtifact'),
      { type: 'GitHubTag', url: http, serviceAccountName: 'x' },
      { type: 'AWSCodeCommitTag', url: http, serviceAccountName: 'x' },
    ],
    [
      unusable(
        'certSecretRef',
        'one of Static, ExternalArtifact, AzureDevOps*, AWSCodeCommit*, ACRArtifactTag, ECRArtifactTag or GARArtifactTag',
      ),
      { type: 'ECRArtifactTag', url: 'oci://acme.io/x', certSecretRef: ref },
      { type: 'OCIArtifactTag', url: 'oci://acme.io/x', certSecretRef: ref },
    ],
    [
      unusable('secretRef', 'one of Static, ExternalArtifact, AWSCodeCommit*, ACRArtifactTag, ECRArtifactTag or GARArtifactTag'),
      { type: 'Static', secretRef: ref },
      { type: 'AzureDevOpsTag', url: http, secretRef: ref },
    ],
    [
      "spec.selectors must be set when spec.type is 'ExternalArtifact'",
      { type: 'ExternalArtifact', selectors: [] },
      { type: 'ExternalArtifact', selectors },
    ],
    ["spec.selectors must not be set when spec.type is not 'ExternalArtifact'", { type: 'Static', selectors: [] }, { type: 'Static' }],
    [
      'name is mutually exclusive with matchLabels and matchExpressions',
      { type: 'ExternalArtifact', selectors: [{ ...ref, matchLabels: {} }] },
      { type: 'ExternalArtifact', selectors: [ref] },
    ],
  ],
};
