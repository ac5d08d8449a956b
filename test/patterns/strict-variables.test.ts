import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ClusterProps,
  FluxApp,
  FluxVersion,
  GitlessFleet,
  HelmReleaseFromOci,
  Install,
  Kustomization,
  Layer,
  LayeredCluster,
  SubstituteFrom,
  Variation,
  kustomize,
} from '../../src';
import { inTemporaryDirectory } from '../app/temporary-directory';
import { Files, filesOf, objectsIn, PODINFO, SYNC } from '../support/fleet';

const { V2_7, V2_8, V2_9 } = FluxVersion;
const STRICT = '--feature-gates=StrictPostBuildSubstitutions=true';
const VARIABLES = { DOMAIN: 'acme.io' };

/** Arguments that the installation adds to kustomize-controller, in their order. */
function argumentsIn(files: Files, cluster = 'production'): string[] {
  const directory = `clusters/${cluster}/flux-system`;
  const instance = files[`${directory}/flux-instance.yaml`];
  const [object] = objectsIn(instance ?? files[`${directory}/kustomization.yaml`]);
  const patches = (instance ? object.spec.kustomize?.patches : object.patches) ?? [];
  const ours = patches.filter(({ target }: any) => target?.kind === 'Deployment' && target.name.includes('kustomize-controller'));
  return ours.flatMap(({ patch }: any) => objectsIn(patch)[0].map(({ value }: any) => value));
}

/** A cluster whose layer `apps` has a release, and one thing more. */
const clusterWith = (props: ClusterProps, define: (cluster: LayeredCluster) => unknown = () => undefined, variation?: Variation): Files =>
  filesOf(
    (app) => {
      const cluster = new LayeredCluster(app, 'production', { sync: SYNC, ...props });
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      define(cluster);
    },
    { variation },
  );

const substituting = (cluster: LayeredCluster) =>
  new HelmReleaseFromOci(new Layer(cluster, 'more', { substituteFrom: [SubstituteFrom.clusterVariables()] }), 'more', PODINFO);

test.each([
  [V2_7, [STRICT]],
  [V2_8, [STRICT]],
  [V2_9, []],
])('Flux %s is told to fail on variables without a value where it would not by itself', (fluxVersion, expected) => {
  const props = { fluxVersion, variables: VARIABLES };

  expect(argumentsIn(clusterWith(props, substituting))).toEqual(expected);
  expect(argumentsIn(clusterWith({ ...props, install: Install.bootstrap() }, substituting))).toEqual(expected);
});

test('a cluster that substitutes nothing is left alone, also when it has variables', () => {
  expect(argumentsIn(clusterWith({ fluxVersion: V2_8, variables: VARIABLES }))).toEqual([]);
});

test('the variation that leaves variables to Flux needs it', () => {
  const files = clusterWith({ fluxVersion: V2_8, variables: VARIABLES }, undefined, Variation.SUBSTITUTE);

  expect(argumentsIn(files)).toEqual([STRICT]);
});

test('a Kustomization of the program counts like a layer, and so do the units of a gitless fleet', () => {
  const postBuild = { substitute: { REGION: 'eu' } };
  const own = clusterWith(
    { fluxVersion: V2_8 },
    (cluster) => new Kustomization(cluster, 'own', { source: cluster.source, path: './own', postBuild }),
  );
  const generated = clusterWith(
    { fluxVersion: V2_8 },
    (cluster) =>
      new kustomize.Kustomization(cluster, 'generated', {
        metadata: { name: 'generated' },
        spec: {
          interval: '10m',
          prune: true,
          path: './own',
          sourceRef: { kind: 'GitRepository' as never, name: 'flux-system' },
          postBuild,
        },
      }),
  );
  const gitless = filesOf(
    (app) => new GitlessFleet(app, 'fleet', { registry: 'oci://ghcr.io/acme', tenants: [{ name: 'a' }] }).addCluster('eu'),
    {
      fluxVersion: V2_8,
    },
  );

  expect([argumentsIn(own), argumentsIn(generated), argumentsIn(gitless, 'eu')]).toEqual([[STRICT], [STRICT], [STRICT]]);
});

test.each(['StrictPostBuildSubstitutions=false', 'GroupChangeLog=true,StrictPostBuildSubstitutions=true'])(
  'the program decides where it names the gate: %s',
  (gates) => {
    const controllerArgs = { 'kustomize-controller': ['--concurrent=20', `--feature-gates=${gates}`] };
    const props = { fluxVersion: V2_8, variables: VARIABLES };

    for (const install of [Install.operator({ controllerArgs }), Install.bootstrap({ controllerArgs })]) {
      expect(argumentsIn(clusterWith({ ...props, install }, substituting))).toEqual(controllerArgs['kustomize-controller']);
    }
  },
);

test('other gates and arguments stand beside it', () => {
  const controllerArgs = { 'kustomize-controller': ['--feature-gates=GroupChangeLog=true'], 'helm-controller': ['--concurrent=20'] };
  const files = clusterWith({ fluxVersion: V2_8, variables: VARIABLES, install: Install.operator({ controllerArgs }) }, substituting);

  expect(argumentsIn(files)).toEqual([STRICT, '--feature-gates=GroupChangeLog=true']);
});

test('a layer that begins to substitute because of an included file counts, and a variable that is missing there is an error', () =>
  inTemporaryDirectory((directory) => {
    const include = join(directory, 'settings');
    mkdirSync(include);
    const write = (host: string) =>
      writeFileSync(
        join(include, 'settings.yaml'),
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata:\n  host: ${host}\n`,
      );
    const program = (): FluxApp => {
      const app = new FluxApp({ repository: join(directory, 'fleet'), fluxVersion: V2_8 });
      const cluster = new LayeredCluster(app, 'production', { sync: SYNC, variables: VARIABLES });
      cluster.apps.include(include);
      return app;
    };

    write('app.$' + '{DOMAIN}');
    expect(argumentsIn(program().synthFiles())).toEqual([STRICT]);

    write('app.$' + '{DOMAIN}.$' + '{REGION}');
    const found = program()
      .verify()
      .filter(({ rule }) => rule === 'undefined-variable');
    expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'error: $' + '{REGION}, which Kustomization flux-system/apps does not define, is used by ConfigMap flux-system/settings',
    ]);
  }));
