import { Duration } from 'cdk8s';
import { Auth, CloudProvider, Inputs, InputType, Namespace, operator, ResourceTemplate } from '../../src';
import { ALL_RULES } from '../../src/rules/all-rules';
import { printYaml } from '../../src/repository/yaml-printer';
import { contextsOf } from '../support/rule-fixture';
import { schemaErrors } from '../support/schema';
import { errorOf, testChart } from '../support/synth';

const GITHUB = 'https://github.com/acme/app';
const GITLAB = 'https://gitlab.com/acme/app';
const AZURE = 'https://dev.azure.com/acme/platform/_git/app';
const AWS = 'https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/app';
const GITEA = 'https://codeberg.org/acme/app';

/** A template over the inputs, and its provider as it is written. */
function templateOf(inputs: Inputs): { template: ResourceTemplate; provider: any } {
  const template = new ResourceTemplate(testChart(), 'app', { inputs: [inputs] });
  const provider: any = template.node.tryFindChild('provider-app');
  return { template, provider: provider?.apiObject.toJson() };
}

const specOf = (inputs: Inputs): any => templateOf(inputs).provider.spec;

const BRANCHES = { include: '^release-', exclude: '-old$', limit: 5 };
const TAGS = { semver: '6.x', include: '^v', exclude: '-rc', limit: 2 };
const REQUESTS = { includeBranch: '^feature/', excludeBranch: '-old$', limit: 3 };
const LABELLED = { ...REQUESTS, labels: ['preview'], skipLabels: ['hold'] };
const branches = { includeBranch: '^release-', excludeBranch: '-old$', limit: 5 };
const tags = { semver: '6.x', includeTag: '^v', excludeTag: '-rc', limit: 2 };
const requests = { includeBranch: '^feature/', excludeBranch: '-old$', limit: 3 };
const labelled = { filter: { labels: ['preview'], ...requests }, skip: { labels: ['hold'] } };

const BRANCH = ['id', 'sha', 'branch'];
const TAG = ['id', 'sha', 'tag'];
const ARTIFACT = ['id', 'tag', 'digest'];
const REQUEST = ['id', 'sha', 'branch', 'author', 'title'];

/** Every type of provider: what a factory makes, and the inputs that templates can use. */
const FACTORIES: [inputs: Inputs, spec: object, exported: string[]][] = [
  [Inputs.static({ region: 'eu' }), { type: 'Static', defaultValues: { region: 'eu' } }, ['id', 'region']],
  [Inputs.githubBranches(GITHUB, BRANCHES), { type: 'GitHubBranch', url: GITHUB, filter: branches }, BRANCH],
  [Inputs.githubTags(GITHUB, TAGS), { type: 'GitHubTag', url: GITHUB, filter: tags }, TAG],
  [Inputs.githubPullRequests(GITHUB, LABELLED), { type: 'GitHubPullRequest', url: GITHUB, ...labelled }, REQUEST],
  [Inputs.gitlabBranches(GITLAB, BRANCHES), { type: 'GitLabBranch', url: GITLAB, filter: branches }, BRANCH],
  [Inputs.gitlabTags(GITLAB, TAGS), { type: 'GitLabTag', url: GITLAB, filter: tags }, TAG],
  [Inputs.gitlabMergeRequests(GITLAB, LABELLED), { type: 'GitLabMergeRequest', url: GITLAB, ...labelled }, REQUEST],
  [
    Inputs.gitlabEnvironments(GITLAB, BRANCHES),
    { type: 'GitLabEnvironment', url: GITLAB, filter: { includeEnvironment: '^release-', excludeEnvironment: '-old$', limit: 5 } },
    [...REQUEST, 'slug'],
  ],
  [Inputs.azureDevOpsBranches(AZURE, BRANCHES), { type: 'AzureDevOpsBranch', url: AZURE, filter: branches }, BRANCH],
  [Inputs.azureDevOpsTags(AZURE, TAGS), { type: 'AzureDevOpsTag', url: AZURE, filter: tags }, TAG],
  [Inputs.azureDevOpsPullRequests(AZURE, LABELLED), { type: 'AzureDevOpsPullRequest', url: AZURE, ...labelled }, REQUEST],
  [Inputs.awsCodeCommitBranches(AWS, BRANCHES), { type: 'AWSCodeCommitBranch', url: AWS, filter: branches }, BRANCH],
  [Inputs.awsCodeCommitTags(AWS, TAGS), { type: 'AWSCodeCommitTag', url: AWS, filter: tags }, TAG],
  [Inputs.awsCodeCommitPullRequests(AWS, REQUESTS), { type: 'AWSCodeCommitPullRequest', url: AWS, filter: requests }, REQUEST],
  [Inputs.giteaBranches(GITEA, BRANCHES), { type: 'GiteaBranch', url: GITEA, filter: branches }, BRANCH],
  [Inputs.giteaTags(GITEA, TAGS), { type: 'GiteaTag', url: GITEA, filter: tags }, TAG],
  [Inputs.giteaPullRequests(GITEA, LABELLED), { type: 'GiteaPullRequest', url: GITEA, ...labelled }, REQUEST],
  [
    Inputs.ociTags('oci://ghcr.io/acme/app', { ...TAGS, serviceAccountName: 'pull' }),
    { type: 'OCIArtifactTag', url: 'oci://ghcr.io/acme/app', serviceAccountName: 'pull', filter: tags },
    ARTIFACT,
  ],
  [Inputs.acrTags('oci://acme.azurecr.io/app', TAGS), { type: 'ACRArtifactTag', url: 'oci://acme.azurecr.io/app', filter: tags }, ARTIFACT],
  [
    Inputs.ecrTags('oci://1.dkr.ecr.eu-central-1.amazonaws.com/app', TAGS),
    { type: 'ECRArtifactTag', url: 'oci://1.dkr.ecr.eu-central-1.amazonaws.com/app', filter: tags },
    ARTIFACT,
  ],
  [
    Inputs.garTags('oci://europe-docker.pkg.dev/acme/app', TAGS),
    { type: 'GARArtifactTag', url: 'oci://europe-docker.pkg.dev/acme/app', filter: tags },
    ARTIFACT,
  ],
  [
    Inputs.externalService('https://inputs.acme.io/teams', {
      inputs: { team: InputType.TEXT, pods: InputType.INT },
      labels: ['a'],
      limit: 9,
    }),
    { type: 'ExternalService', url: 'https://inputs.acme.io/teams', filter: { labels: ['a'], limit: 9 } },
    ['id', 'team', 'pods'],
  ],
  [
    Inputs.externalArtifacts([{ matchLabels: { app: 'podinfo' } }], { artifactLabels: ['app'], limit: 4, serviceAccountName: 'reader' }),
    {
      type: 'ExternalArtifact',
      serviceAccountName: 'reader',
      filter: { limit: 4 },
      selectors: [{ matchLabels: { app: 'podinfo' } }],
    },
    ['id', 'name', 'namespace', 'revision', 'app'],
  ],
];

test('there is a factory for every type of provider', () => {
  const types = FACTORIES.map(([, spec]) => (spec as { type: string }).type);

  expect(types.sort()).toEqual(Object.values<string>(operator.ResourceSetInputProviderSpecType).sort());
});

describe.each(FACTORIES.map(([inputs, spec, exported]) => [(spec as { type: string }).type, inputs, spec, exported] as const))(
  '%s',
  (_type, inputs, spec, exported) => {
    test('writes what its options say, as the API server accepts it', () => {
      const { provider } = templateOf(inputs);

      expect(provider).toEqual({
        apiVersion: 'fluxcd.controlplane.io/v1',
        kind: 'ResourceSetInputProvider',
        metadata: { name: 'app', namespace: 'apps', annotations: { 'fluxcd.controlplane.io/reconcileEvery': '10m' } },
        spec,
      });
      expect(schemaErrors(provider)).toEqual([]);
    });

    test('filters by nothing that its type does not look at', () => {
      const [context] = contextsOf(printYaml(templateOf(inputs).provider));
      const rule = ALL_RULES.find(({ meta }) => meta.id === 'invalid-input-filter')!;

      expect(rule.check(context)).toEqual([]);
    });

    test('has the inputs that its type exports', () => {
      const { template } = templateOf(inputs);
      const provided = ['apiVersion', 'kind', 'name', 'namespace'].map((field) => `provider.${field}`);

      expect(exported.map((name) => template.input(name))).toEqual(exported.map((name) => `<< inputs.${name} >>`));
      expect(errorOf(() => template.input('other'))).toContain(`(${[...exported, ...provided].sort().join(', ')})`);
    });
  },
);

test('tags of artifacts are only the newest one unless more are asked for', () => {
  expect(specOf(Inputs.ociTags('oci://ghcr.io/acme/app')).filter).toEqual({ limit: 1 });
  expect(specOf(Inputs.githubTags(GITHUB)).filter).toBeUndefined();
});

test('change requests need a label, and are twenty at most', () => {
  expect(specOf(Inputs.githubPullRequests(GITHUB)).filter).toEqual({ labels: ['deploy/flux-preview'], limit: 20 });
  expect(specOf(Inputs.awsCodeCommitPullRequests(AWS)).filter).toEqual({ limit: 20 });
});

test('what all providers have is written', () => {
  const inputs = Inputs.gitlabTags(GITLAB, {
    name: 'app',
    auth: Auth.secret('gitlab'),
    certSecretName: 'ca',
    defaultValues: { replicas: 2 },
    schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Paris', window: '8h' }],
    interval: Duration.minutes(5),
    timeout: Duration.minutes(1),
  });
  const { provider, template } = templateOf(inputs);

  expect(provider.metadata.annotations).toEqual({
    'fluxcd.controlplane.io/reconcileEvery': '5m',
    'fluxcd.controlplane.io/reconcileTimeout': '1m',
  });
  expect(provider.spec).toEqual({
    type: 'GitLabTag',
    url: GITLAB,
    secretRef: { name: 'gitlab' },
    certSecretRef: { name: 'ca' },
    defaultValues: { replicas: 2 },
    schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Paris', window: '8h' }],
  });
  expect(String(template.int('replicas'))).toBe('<< inputs.replicas >>');
});

test('the identity of a workload is that of the cloud', () => {
  const auth = Auth.workloadIdentity(CloudProvider.GCP, 'pull');
  expect(specOf(Inputs.garTags('oci://europe-docker.pkg.dev/acme/app', { auth })).serviceAccountName).toBe('pull');
  expect(errorOf(() => specOf(Inputs.ecrTags('oci://1.dkr.ecr.eu-central-1.amazonaws.com/app', { auth })))).toContain('auth must be');
});

describe('what can never work is refused', () => {
  test('a list without sets', () => {
    expect(errorOf(() => Inputs.list([]))).toBe(
      'Inputs.list(): sets must be one set at least; a template without inputs applies its objects once, got [].\n  fix: leave out the ResourceTemplate where there is nothing to make',
    );
  });

  test('sets with different inputs', () => {
    const text = 'a set with the input \'pods\', as the others; the operator builds nothing when a set lacks one, got ["team"]';
    expect(errorOf(() => Inputs.list([{ team: 'a', pods: 1 }, { team: 'b' }]))).toBe(
      `Inputs.list(): sets[1] must be ${text}.\n  fix: pods: …, in every set`,
    );
    expect(errorOf(() => Inputs.list([{ team: 'a' }, { team: 'b', pods: 1 }]))).toContain(`sets[0] must be ${text}`);
  });

  test('an input of several types', () => {
    expect(errorOf(() => Inputs.list([{ tag: '1.10' }, { tag: 1.1 }]))).toBe(
      "Inputs.list(): input 'tag' must be of one type in all sets: text, whole numbers, or booleans, got [\"1.10\",1.1].\n  fix: tag: '1.10', in every set",
    );
  });

  test('a name that templates cannot use', () => {
    expect(errorOf(() => Inputs.list([{ 'image-tag': '1' }]))).toBe(
      'Inputs.list(): the name of an input must be letters, digits and _, not starting with a digit; templates cannot name others, got "image-tag".\n  fix: imageTag: …',
    );
    expect(errorOf(() => Inputs.externalService('https://a.io', { inputs: { '1st': InputType.TEXT } }))).toContain('fix: _1st: …');
  });

  test('a range that is none', () => {
    expect(errorOf(() => Inputs.ociTags('oci://ghcr.io/acme/app', { semver: 'latest' }))).toBe(
      "Inputs: semver must be a range of semantic versions such as '6.x', got \"latest\".\n  fix: semver: '6.x'",
    );
  });

  test('an address of another scheme', () => {
    expect(errorOf(() => specOf(Inputs.ociTags('https://ghcr.io/acme/app')))).toContain('url must be an address that starts with oci://');
    expect(errorOf(() => specOf(Inputs.githubTags('git@github.com:acme/app')))).toContain(
      'url must be an address that starts with https://',
    );
  });
});

test('an input of which all values are words needs no quotes inside of a text', () => {
  const nameOf = (inputs: Inputs, name: string): string => {
    const { template } = templateOf(inputs);
    new Namespace(template, `app-${template.input(name)}`);
    return (template.resourceSet.apiObject.toJson() as any).spec.resources[0].metadata.name;
  };

  expect(nameOf(Inputs.githubBranches(GITHUB), 'sha')).toBe('app-<< inputs.sha >>');
  expect(nameOf(Inputs.githubBranches(GITHUB), 'branch')).toBe('<< printf "app-%v" inputs.branch | quote >>');
  expect(nameOf(Inputs.list([{ team: 'a' }, { team: 'b: c' }]), 'team')).toBe('<< printf "app-%v" inputs.team | quote >>');
});
