import { ApiObject, App, Chart, Duration } from 'cdk8s';
import {
  Auth,
  CloudProvider,
  Cluster,
  FluxApp,
  GitRepository,
  ImagePolicy,
  ImagePush,
  ImageRepository,
  ImageUpdateAutomation,
  ImageUpdateAutomationProps,
  Install,
  Layer,
  TagPolicy,
} from '../../src';
import { objectsIn } from '../support/fleet';
import { manifest } from './support';

/** What a program writes into a chart of `flux-system`, without what it only refers to. */
function written(kind: string, define: (chart: Chart) => unknown): any {
  const chart = new Chart(new App(), 'prod', { namespace: 'flux-system' });
  define(chart);
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const [object, ...others] = objects.filter((one) => one.kind === kind);
  expect(others).toEqual([]);
  return object.toJson();
}

const repository = (name: string, props: { image: string; interval: Duration; auth?: Auth }) =>
  written('ImageRepository', (chart) => new ImageRepository(chart, name, props));

const policy = (name: string, of: string, tags: TagPolicy) =>
  written('ImagePolicy', (chart) => {
    const images = ImageRepository.fromImageRepositoryName(chart, 'images', of);
    return new ImagePolicy(chart, name, { repository: images, tags });
  });

const automation = (name: string, source: string, props: Partial<ImageUpdateAutomationProps>) =>
  written('ImageUpdateAutomation', (chart) => {
    const repositoryOf = GitRepository.fromGitRepositoryName(chart, 'source', source);
    return new ImageUpdateAutomation(chart, name, { source: repositoryOf, ...props });
  });

/** A manifest as a document has it, with what Flux 2.9 makes necessary: a merge patch in which `null` removes a field. */
function corrected(theirs: any, patch: any): any {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const fields = Object.entries(patch).map(([key, value]) => [key, corrected(theirs?.[key] ?? {}, value)]);
  const merged = { ...theirs, ...Object.fromEntries(fields) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

const image = (version: string, kind: string, name: string, spec: object) => ({
  apiVersion: `image.toolkit.fluxcd.io/${version}`,
  kind,
  metadata: { name, namespace: 'flux-system' },
  spec,
});

/** The betas are gone: v1beta1 with Flux 2.7, v1beta2 with 2.9. */
const V1 = { apiVersion: 'image.toolkit.fluxcd.io/v1' };

/** `.Updated` is gone with Flux 2.7; the automation would stop at the first new image. */
const message = (template: string) => ({ spec: { git: { commit: { messageTemplate: template } } } });

const repositorySpec = (of: string, interval: string, secret?: string) => ({
  image: of,
  interval,
  ...(secret && { secretRef: { name: secret } }),
});

manifest('0:418', 'the tags of an image in a private registry', () => {
  const theirs = image('v1beta2', 'ImageRepository', 'my-app', repositorySpec('ghcr.io/your-org/my-app', '5m', 'registry-credentials'));

  expect(
    repository('my-app', { image: 'ghcr.io/your-org/my-app', interval: Duration.minutes(5), auth: Auth.secret('registry-credentials') }),
  ).toEqual(corrected(theirs, V1));
});

manifest('0:429', 'the highest version below 2', () => {
  const theirs = image('v1beta2', 'ImagePolicy', 'my-app', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { semver: { range: '>=1.0.0 <2.0.0' } },
  });

  expect(policy('my-app', 'my-app', TagPolicy.semver('>=1.0.0 <2.0.0'))).toEqual(corrected(theirs, V1));
});

const BOT = { email: 'fluxcdbot@users.noreply.github.com', name: 'fluxcdbot' };

manifest('0:441', 'an automation that pushes to main', () => {
  const theirs = image('v1beta1', 'ImageUpdateAutomation', 'flux-system', {
    interval: '5m',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    git: {
      checkout: { ref: { branch: 'main' } },
      commit: { author: BOT, messageTemplate: 'chore: update {{range .Updated.Images}}{{println .}}{{end}}' },
      push: { branch: 'main' },
    },
    update: { path: './clusters/production', strategy: 'Setters' },
  });
  const template = 'chore: update {{range .Changed.Changes}}{{println .NewValue}}{{end}}';

  expect(
    automation('flux-system', 'flux-system', {
      branch: 'main',
      push: ImagePush.toBranch('main'),
      path: './clusters/production',
      message: template,
    }),
  ).toEqual(corrected(theirs, { ...V1, ...message(template) }));
});

manifest('1:584', 'the tags of a public image', () => {
  const theirs = image('v1', 'ImageRepository', 'my-app', repositorySpec('ghcr.io/org/my-app', '1m0s'));

  // One minute, without the seconds that Go prints.
  expect(repository('my-app', { image: 'ghcr.io/org/my-app', interval: Duration.minutes(1) })).toEqual(
    corrected(theirs, { spec: { interval: '1m' } }),
  );
});

manifest('1:593', 'the tags of an image in a registry of its own', () => {
  const theirs = image(
    'v1',
    'ImageRepository',
    'my-app',
    repositorySpec('registry.example.com/org/my-app', '1m0s', 'registry-credentials'),
  );

  expect(
    repository('my-app', {
      image: 'registry.example.com/org/my-app',
      interval: Duration.minutes(1),
      auth: Auth.secret('registry-credentials'),
    }),
  ).toEqual(corrected(theirs, { spec: { interval: '1m' } }));
});

manifest('1:613', 'the highest version of a minor release', () => {
  const theirs = image('v1', 'ImagePolicy', 'my-app', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { semver: { range: '1.0.x' } },
  });

  expect(policy('my-app', 'my-app', TagPolicy.semver('1.0.x'))).toEqual(theirs);
});

manifest('1:625', 'the newest build of a branch', () => {
  const theirs = image('v1', 'ImagePolicy', 'my-app-develop', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { alphabetical: { order: 'asc' } },
    filterTags: { pattern: '^develop-[a-f0-9]+-(?P<ts>[0-9]+)', extract: '$ts' },
  });

  expect(policy('my-app-develop', 'my-app', TagPolicy.newestBy('^develop-[a-f0-9]+-(?P<ts>[0-9]+)', 'ts'))).toEqual(theirs);
});

manifest('1:640', 'the build with the highest number', () => {
  const theirs = image('v1', 'ImagePolicy', 'my-app-build', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { numerical: { order: 'asc' } },
    filterTags: { pattern: '^build-(?P<num>[0-9]+)', extract: '$num' },
  });

  expect(policy('my-app-build', 'my-app', TagPolicy.highest('^build-(?P<num>[0-9]+)', 'num'))).toEqual(theirs);
});

manifest('1:655', 'an automation whose message lists everything that changed', () => {
  const lines = (files: string, objects: string, images: string, one: string) =>
    [
      'Automated image update',
      'Automation name: {{ .AutomationObject }}',
      'Files:',
      `{{ range $filename, $_ := ${files} -}}`,
      '- {{ $filename }}',
      '{{ end -}}',
      'Objects:',
      `{{ range $resource, $_ := ${objects} -}}`,
      '- {{ $resource.Kind }} {{ $resource.Name }}',
      '{{ end -}}',
      'Images:',
      `{{ range ${images} -}}`,
      `- ${one}`,
      '{{ end -}}',
      '',
    ].join('\n');
  const theirs = image('v1', 'ImageUpdateAutomation', 'my-app', {
    interval: '1m0s',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    git: {
      checkout: { ref: { branch: 'main' } },
      commit: { author: BOT, messageTemplate: lines('.Updated.Files', '.Updated.Objects', '.Updated.Images', '{{.}}') },
    },
    update: { path: './apps/production', strategy: 'Setters' },
  });
  const template = lines('.Changed.FileChanges', '.Changed.Objects', '.Changed.Changes', '{{ .NewValue }}');

  expect(
    automation('my-app', 'flux-system', {
      interval: Duration.minutes(1),
      branch: 'main',
      push: ImagePush.toCheckoutBranch(),
      path: './apps/production',
      message: template,
    }),
  ).toEqual(corrected(theirs, { spec: { interval: '1m', ...message(template).spec } }));
});

/** The file of a Deployment with an image that Flux updates. */
function deploymentFile(namespace: string, name: string, tag: string): string {
  const app = new FluxApp();
  const layer = new Layer(new Cluster(app, 'production', { install: Install.bootstrap() }), 'apps', { namespace });
  const { ref } = ImagePolicy.fromImagePolicyName(layer, 'policy', 'my-app', 'flux-system').image(tag, { name });
  new ApiObject(layer, 'my-app', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'my-app', namespace },
    spec: {
      selector: { matchLabels: { app: 'my-app' } },
      template: {
        metadata: { labels: { app: 'my-app' } },
        spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: 'app', image: ref }] },
      },
    },
  } as any);
  return app.synthFiles()['apps/production/my-app/deployment.yaml'];
}

/** A Deployment as the documents have it. */
const deployment = (of: string, metadata: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { template: { spec: { containers: [{ name: 'app', image: of }] } } },
});

/** What the API server asks for, and what a cluster for others should. */
const COMPLETE = {
  spec: {
    selector: { matchLabels: { app: 'my-app' } },
    template: { metadata: { labels: { app: 'my-app' } }, spec: { securityContext: { runAsNonRoot: true } } },
  },
};

manifest('1:692', 'a Deployment with a marker', () => {
  const text = deploymentFile('apps', 'ghcr.io/org/my-app', '1.0.0');

  expect(text).toContain('image: ghcr.io/org/my-app:1.0.0 # {"$imagepolicy": "flux-system:my-app"}\n');
  const theirs = deployment('ghcr.io/org/my-app:1.0.0', { name: 'my-app', namespace: 'apps' });
  expect(objectsIn(text)).toEqual([corrected(theirs, COMPLETE)]);
});

manifest('1:718', 'an automation that pushes to a branch for review', () => {
  const template = 'Automated image update by Flux\n[ci skip]\n';
  const theirs = image('v1', 'ImageUpdateAutomation', 'my-app', {
    interval: '1m0s',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    git: {
      checkout: { ref: { branch: 'main' } },
      push: { branch: 'image-updates' },
      commit: { author: BOT, messageTemplate: template },
    },
    update: { path: './apps/production', strategy: 'Setters' },
  });

  expect(
    automation('my-app', 'flux-system', {
      interval: Duration.minutes(1),
      branch: 'main',
      push: ImagePush.toBranch('image-updates'),
      path: './apps/production',
      message: template,
    }),
  ).toEqual(corrected(theirs, { spec: { interval: '1m' } }));
});

manifest('1:1426', 'the newest build of main, by a date of ten digits', () => {
  const theirs = {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImagePolicy',
    spec: {
      policy: { alphabetical: { order: 'asc' } },
      filterTags: { pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]{10})$', extract: '$ts' },
    },
  };

  // The document leaves out whose policy it is, and of what.
  expect(policy('my-app', 'my-app', TagPolicy.newestBy('^main-[a-f0-9]+-(?P<ts>[0-9]{10})$', 'ts'))).toEqual(
    corrected(theirs, { metadata: { name: 'my-app', namespace: 'flux-system' }, spec: { imageRepositoryRef: { name: 'my-app' } } }),
  );
});

manifest('1:1496', 'the tags of an image at AWS, with the identity of the controller', () => {
  const theirs = image('v1', 'ImageRepository', 'my-app', {
    image: '012345678901.dkr.ecr.us-east-1.amazonaws.com/my-app',
    interval: '5m',
    provider: 'aws',
  });

  expect(
    repository('my-app', {
      image: '012345678901.dkr.ecr.us-east-1.amazonaws.com/my-app',
      interval: Duration.minutes(5),
      auth: Auth.workloadIdentity(CloudProvider.AWS),
    }),
  ).toEqual(theirs);
});

manifest('3:353', 'the tags of an image in a private registry, every minute', () => {
  const theirs = image('v1beta2', 'ImageRepository', 'my-app', repositorySpec('ghcr.io/org/my-app', '1m', 'registry-credentials'));

  expect(
    repository('my-app', { image: 'ghcr.io/org/my-app', interval: Duration.minutes(1), auth: Auth.secret('registry-credentials') }),
  ).toEqual(corrected(theirs, V1));
});

manifest('3:365', 'the highest version from 1 on', () => {
  const theirs = image('v1beta2', 'ImagePolicy', 'my-app', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { semver: { range: '>=1.0.0' } },
  });

  expect(policy('my-app', 'my-app', TagPolicy.semver('>=1.0.0'))).toEqual(corrected(theirs, V1));
});

manifest('3:378', 'the newest build of main', () => {
  const theirs = image('v1beta2', 'ImagePolicy', 'my-app-dev', {
    imageRepositoryRef: { name: 'my-app' },
    policy: { alphabetical: { order: 'desc' } },
    filterTags: { pattern: '^main-[a-f0-9]+-(?P<ts>.*)', extract: '$ts' },
  });

  // The last one in descending order is the oldest.
  expect(policy('my-app-dev', 'my-app', TagPolicy.newestBy('^main-[a-f0-9]+-(?P<ts>.*)', 'ts'))).toEqual(
    corrected(theirs, { ...V1, spec: { policy: { alphabetical: { order: 'asc' } } } }),
  );
});

manifest('3:394', 'an automation that looks every half an hour', () => {
  const theirs = image('v1beta2', 'ImageUpdateAutomation', 'my-app', {
    interval: '30m',
    sourceRef: { kind: 'GitRepository', name: 'fleet-infra' },
    git: {
      checkout: { ref: { branch: 'main' } },
      commit: {
        author: { name: 'fluxcdbot', email: 'flux@example.com' },
        messageTemplate: 'Update image to {{range .Updated.Images}}{{println .}}{{end}}\n',
      },
      push: { branch: 'main' },
    },
    update: { path: './clusters/production', strategy: 'Setters' },
  });
  const template = 'Update image to {{range .Changed.Changes}}{{println .NewValue}}{{end}}\n';

  expect(
    automation('my-app', 'fleet-infra', {
      interval: Duration.minutes(30),
      branch: 'main',
      push: ImagePush.toBranch('main'),
      authorEmail: 'flux@example.com',
      path: './clusters/production',
      message: template,
    }),
  ).toEqual(corrected(theirs, { ...V1, ...message(template) }));
});

manifest('3:420', 'a Deployment with a marker, whose tag has a v in front', () => {
  const text = deploymentFile('apps', 'ghcr.io/org/my-app', 'v1.0.0');

  expect(text).toContain('image: ghcr.io/org/my-app:v1.0.0 # {"$imagepolicy": "flux-system:my-app"}\n');
  // The document names no namespace, which would be `default`.
  const theirs = deployment('ghcr.io/org/my-app:v1.0.0', { name: 'my-app' });
  expect(objectsIn(text)).toEqual([corrected(theirs, { ...COMPLETE, metadata: { namespace: 'apps' } })]);
});

describe('builds of the branch develop', () => {
  manifest('3:831', 'the tags of the image', () => {
    const theirs = image('v1beta2', 'ImageRepository', 'my-app-dev', repositorySpec('ghcr.io/myorg/my-app', '1m', 'ghcr-credentials'));

    expect(
      repository('my-app-dev', { image: 'ghcr.io/myorg/my-app', interval: Duration.minutes(1), auth: Auth.secret('ghcr-credentials') }),
    ).toEqual(corrected(theirs, V1));
  });

  manifest('3:843', 'the one with the highest number of seconds', () => {
    const theirs = image('v1beta2', 'ImagePolicy', 'my-app-dev', {
      imageRepositoryRef: { name: 'my-app-dev' },
      filterTags: { pattern: '^develop-[a-f0-9]+-(?P<ts>[0-9]+)$', extract: '$ts' },
      policy: { numerical: { order: 'asc' } },
    });

    expect(policy('my-app-dev', 'my-app-dev', TagPolicy.highest('^develop-[a-f0-9]+-(?P<ts>[0-9]+)$', 'ts'))).toEqual(
      corrected(theirs, V1),
    );
  });

  manifest('3:860', 'the automation of the cluster for development', () => {
    const lines = (images: string, one: string) =>
      ['[dev] Auto-update {{ .AutomationObject }}', 'Images:', `{{ range ${images} }}`, `- ${one}`, '{{ end }}', ''].join('\n');
    const theirs = image('v1beta2', 'ImageUpdateAutomation', 'my-app-dev', {
      interval: '5m',
      sourceRef: { kind: 'GitRepository', name: 'fleet-infra' },
      git: {
        checkout: { ref: { branch: 'main' } },
        commit: {
          author: { name: 'flux-bot', email: 'flux@example.com' },
          messageTemplate: lines('.Updated.Images', '{{ . }}'),
        },
        push: { branch: 'main' },
      },
      update: { path: './clusters/development', strategy: 'Setters' },
    });
    const template = lines('.Changed.Changes', '{{ .NewValue }}');

    expect(
      automation('my-app-dev', 'fleet-infra', {
        branch: 'main',
        push: ImagePush.toBranch('main'),
        authorName: 'flux-bot',
        authorEmail: 'flux@example.com',
        path: './clusters/development',
        message: template,
      }),
    ).toEqual(corrected(theirs, { ...V1, ...message(template) }));
  });
});
