import { Duration, JsonPatch } from 'cdk8s';
import { Cluster, FluxApp, FluxObjectKind, FluxObjects, FluxVersion, Receiver, ReceiverProps, ReceiverType } from '../../../src';
import { SYNC } from '../../support/fleet';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthOne, testChart } from '../../support/synth';

const FLEET = FluxObjects.named(FluxObjectKind.GIT_REPOSITORY, 'fleet');
const GITHUB = ReceiverType.github('webhook-token');
const WORKFLOW = {
  issuerUrl: 'https://token.actions.githubusercontent.com',
  validations: [{ expression: "claims.repository == 'acme/fleet'", message: 'not our repository' }],
};

const synthWith = (props: Partial<ReceiverProps>) =>
  synthOne((chart) => new Receiver(chart, 'x', { type: GITHUB, resources: [FLEET], ...props }));
const errorWith = (props: Partial<ReceiverProps>) => errorOf(() => synthWith(props));

test('writes a Receiver of the API that Flux serves', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1',
    kind: 'Receiver',
    metadata: { name: 'x', namespace: 'apps' },
    spec: {
      type: 'github',
      events: ['ping', 'push'],
      secretRef: { name: 'webhook-token' },
      resources: [{ kind: 'GitRepository', name: 'fleet' }],
    },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'github',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    resources: [
      FluxObjects.named(FluxObjectKind.OCI_REPOSITORY, 'podinfo', 'podinfo'),
      FluxObjects.every(FluxObjectKind.KUSTOMIZATION, { matchLabels: { team: 'a' } }),
    ],
    resourceFilter: 'req.ref == "refs/heads/main"',
    interval: Duration.hours(1),
    suspend: true,
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'notification.toolkit.fluxcd.io/v1',
      kind: 'Receiver',
      metadata: { name: 'github', namespace: 'apps', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        type: 'github',
        interval: '1h',
        events: ['ping', 'push'],
        secretRef: { name: 'webhook-token' },
        resources: [
          { kind: 'OCIRepository', name: 'podinfo', namespace: 'podinfo' },
          { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', matchLabels: { team: 'a' }, name: '*' },
        ],
        resourceFilter: 'req.ref == "refs/heads/main"',
        suspend: true,
      },
    }),
  );
});

const TOKEN = { secretRef: { name: 'token' } };

test.each<[ReceiverType, object]>([
  [ReceiverType.gitlab('token'), { type: 'gitlab', events: ['Push Hook', 'Tag Push Hook'], ...TOKEN }],
  [ReceiverType.gitlab('token', ['Tag Push Hook']), { type: 'gitlab', events: ['Tag Push Hook'], ...TOKEN }],
  [ReceiverType.bitbucketServer('token'), { type: 'bitbucket', events: ['repo:refs_changed'], ...TOKEN }],
  [ReceiverType.harbor('token'), { type: 'harbor', ...TOKEN }],
  [ReceiverType.dockerHub('token'), { type: 'dockerhub', ...TOKEN }],
  [ReceiverType.quay('token'), { type: 'quay', ...TOKEN }],
  [ReceiverType.gcr('token'), { type: 'gcr', ...TOKEN }],
  [ReceiverType.acr('token'), { type: 'acr', ...TOKEN }],
  [ReceiverType.nexus('token'), { type: 'nexus', ...TOKEN }],
  [ReceiverType.cdEvents('token'), { type: 'cdevents', ...TOKEN }],
  [
    ReceiverType.cdEvents('token', ['dev.cdevents.artifact.published.0.2.0']),
    { type: 'cdevents', events: ['dev.cdevents.artifact.published.0.2.0'], ...TOKEN },
  ],
  [ReceiverType.generic('token'), { type: 'generic', ...TOKEN }],
  [ReceiverType.genericHmac('token'), { type: 'generic-hmac', ...TOKEN }],
  [
    ReceiverType.genericOidc(WORKFLOW),
    { type: 'generic-oidc', oidcProviders: [{ issuerURL: WORKFLOW.issuerUrl, validations: WORKFLOW.validations }] },
  ],
])('%j writes the fields of its type', (type, spec) => {
  const manifest = synthWith({ type });

  expect(manifest.spec).toEqual({ ...spec, resources: [{ kind: 'GitRepository', name: 'fleet' }] });
  expect(schemaErrors(manifest)).toEqual([]);
});

test('a kind that a Receiver does not know by itself is written with its API', () => {
  const kinds = Object.values(FluxObjectKind);
  const { resources } = synthWith({ resources: kinds.map((kind) => FluxObjects.named(kind, 'x')) }).spec;

  expect(resources.filter(({ apiVersion }: any) => apiVersion === undefined).map(({ kind }: any) => kind)).toEqual([
    'GitRepository',
    'OCIRepository',
    'HelmRepository',
    'HelmChart',
    'Bucket',
    'ArtifactGenerator',
    'ImageRepository',
  ]);
  expect(resources).toHaveLength(kinds.length);
});

test('a Receiver that is defined elsewhere is named and not written', () => {
  const chart = testChart();
  const receiver = Receiver.fromReceiverName(chart, 'github', 'github', 'flux-system');

  expect([receiver.name, receiver.namespace]).toEqual(['github', 'flux-system']);
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new Receiver(chart, 'x', { type: GITHUB, resources: [FLEET] }).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, Partial<ReceiverProps>, string[]]>([
  [
    'a Receiver that wakes nothing is refused',
    { resources: [] },
    [
      "Receiver 'prod/x': resources must be one at least; a call would wake nothing, got [].",
      '  fix: resources: [FluxObjects.of(cluster.source)]',
    ],
  ],
  [
    'all objects of a kind need labels',
    { resources: [FLEET, FluxObjects.every(FluxObjectKind.GIT_REPOSITORY)] },
    [
      `Receiver 'prod/x': resources must be selected by labels, or named: a Receiver does not wake all objects of a kind, got "FluxObjects.every('GitRepository')".`,
      "  fix: FluxObjects.every(…, { matchLabels: { 'app.kubernetes.io/part-of': 'flux' } })",
    ],
  ],
  [
    'an issuer without validations would let everybody call whom it knows',
    { type: ReceiverType.genericOidc({ issuerUrl: WORKFLOW.issuerUrl, validations: [] }) },
    [
      `Receiver 'prod/x': type must be given one issuer at least, each with validations; without them everybody whom the issuer knows could call, got "ReceiverType.genericOidc({\\"issuerUrl\\":\\"https://token.actions.githubusercontent.com\\",\\"validations\\":[]})".`,
      `  fix: ReceiverType.genericOidc({ issuerUrl, validations: [{ expression: "claims.sub == '…'", message: 'not our workflow' }] })`,
    ],
  ],
  [
    'an OIDC receiver needs an issuer',
    { type: ReceiverType.genericOidc() },
    [
      `Receiver 'prod/x': type must be given one issuer at least, each with validations; without them everybody whom the issuer knows could call, got "ReceiverType.genericOidc()".`,
      `  fix: ReceiverType.genericOidc({ issuerUrl, validations: [{ expression: "claims.sub == '…'", message: 'not our workflow' }] })`,
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('the name of the Secret is checked', () => {
  expect(errorOf(() => ReceiverType.github('Token'))).toBe(
    [
      `ReceiverType.github(): secretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Token".`,
      "  fix: secretName: 'token'",
    ].join('\n'),
  );
});

test('tokens of OpenID Connect need Flux 2.9', () => {
  const cluster = new Cluster(new FluxApp({ fluxVersion: FluxVersion.V2_8 }), 'production', { sync: SYNC });

  expect(errorOf(() => new Receiver(cluster, 'x', { type: ReceiverType.genericOidc(WORKFLOW), resources: [FLEET] }))).toBe(
    [
      `Receiver 'production/x': ReceiverType.genericOidc() must be used with Flux 2.9 or newer, got "Flux 2.8".`,
      '  fix: remove ReceiverType.genericOidc(), or set fluxVersion: FluxVersion.V2_9 when the cluster runs it',
    ].join('\n'),
  );
});
