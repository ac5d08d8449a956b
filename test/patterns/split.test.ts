import {
  FluxApp,
  HelmReleaseFromOci,
  KubeConfig,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  Namespace,
  OciRef,
  Sync,
  Variation,
} from '../../src';
import { inTemporaryDirectory, putFiles } from '../app/temporary-directory';
import { findingsOf } from '../support/findings';
import { filesOf, filesOfCluster, layersIn, objectsIn, objectsByName, PODINFO, SYNC } from '../support/fleet';
import { buildTool } from '../support/kustomize';

const GENERATOR = 'ArtifactGenerator flux-system/layer-artifacts';
const OCI = Sync.oci('oci://ghcr.io/acme/fleet', { ref: OciRef.semver('1.x') });

const twoLayers = (cluster: LayeredCluster) => {
  new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO);
  new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
};
const filesWith = (props: LayeredClusterProps, define: (cluster: LayeredCluster) => unknown = twoLayers) =>
  filesOfCluster(define, { split: true, ...props });
const artifactOf = (name: string, ...directories: string[]) => ({
  name,
  originRevision: '@fleet',
  copy: directories.map((directory) => ({ from: `@fleet/${directory}/**`, to: `@artifact/${directory}/` })),
});

test('each layer has an artifact with its files, at the place that they have in Git', () => {
  const files = filesWith({});

  expect(objectsByName({ split: files['clusters/production/artifacts.yaml'] })).toEqual({
    [GENERATOR]: {
      apiVersion: 'source.extensions.fluxcd.io/v1beta1',
      kind: 'ArtifactGenerator',
      metadata: { name: 'layer-artifacts', namespace: 'flux-system' },
      spec: {
        sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'flux-system' }],
        artifacts: [
          artifactOf('apps', 'fleet/apps/production'),
          artifactOf('infra-controllers', 'fleet/infrastructure/controllers/production'),
        ],
      },
    },
  });
  expect(layersIn(files).apps).toMatchObject({
    sourceRef: { kind: 'ExternalArtifact', name: 'apps' },
    path: './fleet/apps/production',
    dependsOn: [{ name: 'infra-controllers' }],
  });
});

test('an artifact that is pushed to a registry holds the tree and nothing around it', () => {
  const objects = objectsByName(filesWith({ sync: OCI }));

  expect(objects[GENERATOR].spec).toEqual({
    sources: [{ alias: 'fleet', kind: 'OCIRepository', name: 'flux-system' }],
    artifacts: [artifactOf('apps', 'apps/production'), artifactOf('infra-controllers', 'infrastructure/controllers/production')],
  });
  expect(objects['Kustomization flux-system/apps'].spec).toMatchObject({
    sourceRef: { kind: 'ExternalArtifact', name: 'apps' },
    path: './apps/production',
  });
});

test('source-watcher is installed, and only where it is needed', () => {
  const componentsOf = (props: LayeredClusterProps) => objectsByName(filesWith(props))['FluxInstance flux-system/flux'].spec.components;

  expect(componentsOf({})).toContain('source-watcher');
  expect(componentsOf({ split: false })).not.toContain('source-watcher');
});

test.each([
  ['Git', SYNC, false, ['monorepo-without-split']],
  ['Git', SYNC, true, []],
  ['OCI', OCI, true, []],
])('what the rules say of %s (%#)', (_name, sync, split, expected) => {
  const app = new FluxApp();
  twoLayers(new LayeredCluster(app, 'production', { sync, split }));
  const rules = findingsOf(app).map((line) => /\[(.*?)\]/.exec(line)![1]);

  expect(rules.filter((rule) => rule.includes('artifact-') || rule.includes('split') || rule.startsWith('source-'))).toEqual(expected);
});

test('the order in which layers are defined means nothing', () => {
  const reversed = filesWith({}, (cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO);
  });

  expect(reversed).toEqual(filesWith({}));
});

test('components are copied as well, from where the layer looks for them', () => {
  const objects = objectsByName(
    filesWith({}, (cluster) => {
      new Namespace(
        new Layer(cluster, 'web', { components: ['../../../components/ha', '../../components/ha/', '../../../../out'] }),
        'web',
      );
    }),
  );

  expect(objects[GENERATOR].spec.artifacts).toEqual([artifactOf('web', 'fleet/web/production', 'components/ha', 'fleet/components/ha')]);
});

describe('with overlays', () => {
  /** The artifacts of each cluster. */
  const artifactsOf = (ids: string[], define: (cluster: LayeredCluster) => unknown, sync = SYNC) => {
    const files = filesOf(
      (app) => {
        for (const id of ids) define(new LayeredCluster(app, id, { sync, split: true }));
      },
      { variation: Variation.OVERLAYS },
    );
    return Object.fromEntries(ids.map((id) => [id, objectsIn(files[`clusters/${id}/artifacts.yaml`])[0].spec.artifacts]));
  };

  test('a layer is copied with what it stands on, and without the directories of other clusters', () => {
    const { production, staging } = artifactsOf(['staging', 'production'], twoLayers);

    expect(production).toEqual([
      artifactOf('apps', 'fleet/apps/production', 'fleet/apps/base'),
      artifactOf('infra-controllers', 'fleet/infrastructure/controllers/production', 'fleet/infrastructure/controllers/base'),
    ]);
    expect(staging[0]).toEqual(artifactOf('apps', 'fleet/apps/staging', 'fleet/apps/base'));
  });

  test('what is copied is enough to build each layer', () => {
    const files = filesOf(
      (app) => {
        for (const id of ['staging', 'production']) twoLayers(new LayeredCluster(app, id, { sync: SYNC, split: true }));
      },
      { variation: Variation.OVERLAYS },
    );
    const [{ spec }] = objectsIn(files['clusters/production/artifacts.yaml']);
    const build = buildTool()!;

    for (const { copy } of spec.artifacts) {
      const directories: string[] = copy.map(({ to }: { to: string }) => to.slice('@artifact/'.length));
      const copied = Object.entries(files).map(([path, text]) => [`fleet/${path}`, text] as const);
      inTemporaryDirectory((directory) => {
        putFiles(directory, Object.fromEntries(copied.filter(([path]) => directories.some((each) => path.startsWith(each)))));

        expect(objectsIn(build(`${directory}/${directories[0]}`)).map(({ kind }) => kind)).toContain('HelmRelease');
      });
    }
  });

  test('what nobody has in common is not copied: Flux fails on a pattern that matches nothing', () => {
    const define = (cluster: LayeredCluster) => {
      new Namespace(cluster.apps, `only-${cluster.node.id}`);
      new Namespace(cluster.configs, 'everywhere');
    };

    expect(artifactsOf(['production'], twoLayers, OCI).production).toEqual([
      artifactOf('apps', 'apps/production'),
      artifactOf('infra-controllers', 'infrastructure/controllers/production'),
    ]);
    expect(artifactsOf(['staging', 'production'], define, OCI).production).toEqual([
      artifactOf('apps', 'apps/production'),
      artifactOf('infra-configs', 'infrastructure/configs/production', 'infrastructure/configs/base'),
    ]);
  });

  test('a component that the program names stays, whether the tree has it or not', () => {
    const define = (cluster: LayeredCluster) => new Namespace(new Layer(cluster, 'web', { components: ['../base'] }), 'web');

    expect(artifactsOf(['production'], define).production).toEqual([artifactOf('web', 'fleet/web/production', 'fleet/web/base')]);
  });
});

test('a layer of another cluster is split as well; one with files of others keeps its source', () => {
  const files = filesWith({}, (cluster) => {
    new Namespace(new Layer(cluster, 'spoke', { kubeConfig: KubeConfig.secret('spoke') }), 'web');
    new Layer(cluster, 'legacy', { path: './legacy' });
    new Layer(cluster, 'platform', { path: './', source: cluster.source });
  });

  expect(objectsByName(files)[GENERATOR].spec.artifacts).toEqual([artifactOf('spoke', 'fleet/spoke/production')]);
  expect(Object.entries(layersIn(files)).map(([name, { sourceRef }]) => [name, sourceRef.kind])).toEqual([
    ['legacy', 'GitRepository'],
    ['platform', 'GitRepository'],
    ['spoke', 'ExternalArtifact'],
  ]);
});

test('a split cluster without layers of its own makes no artifacts', () => {
  expect(Object.keys(filesWith({}, () => undefined)).filter((path) => path.includes('artifacts'))).toEqual([]);
});
