import { Construct } from 'constructs';
import fc from 'fast-check';
import {
  Cluster,
  ConfigMap,
  FluxApp,
  HelmReleaseFromOci,
  Layer,
  LayeredCluster,
  LayerPreset,
  OciRef,
  SubstituteFrom,
  TenantSource,
  TenantSpace,
} from '../../src';
import { Files, PODINFO, SYNC } from '../support/fleet';

const CLUSTERS = ['production', 'staging'];
const ROLES = ['apps', 'configs', 'controllers', 'crds'];

/** One step of a program. Each may come at any time; clusters and layers are made when they are first needed. */
type Step = (fleet: Fleet) => unknown;

/** What a program has defined so far. */
class Fleet {
  public readonly app = new FluxApp();

  public cluster(id: string): LayeredCluster {
    const existing = this.app.node.tryFindChild(id) as LayeredCluster | undefined;
    return existing ?? new LayeredCluster(this.app, id, { sync: SYNC, layers: LayerPreset.crdsFirst(), variables: { ID: id } });
  }

  public layer(cluster: Cluster, id: string): Layer {
    return (
      (cluster.node.tryFindChild(id) as Layer | undefined) ??
      new Layer(cluster, id, { namespace: 'shared', substituteFrom: [SubstituteFrom.clusterVariables()] })
    );
  }

  public release(cluster: string, role: string, name: string): HelmReleaseFromOci {
    const layer = this.cluster(cluster).layer(role);
    const existing = layer.node.tryFindChild(name) as HelmReleaseFromOci | undefined;
    // Each namespace is used in several layers, so that one of them has to write it.
    return existing ?? new HelmReleaseFromOci(layer, name, { ...PODINFO, name: `${role}-${name}`, namespace: `shared-${name}` });
  }
}

const STEPS: Step[] = CLUSTERS.flatMap((id) => [
  ...ROLES.flatMap((role) =>
    ['a', 'b'].map(
      (name): Step =>
        (fleet) =>
          fleet.release(id, role, name),
    ),
  ),
  (fleet: Fleet) =>
    fleet.release(id, 'apps', 'web').dependsOn(fleet.release(id, 'controllers', 'database'), fleet.release(id, 'apps', 'cache')),
  (fleet: Fleet) => fleet.release(id, 'apps', 'web').dependsOn(fleet.release(id, 'configs', 'queue')),
  (fleet: Fleet) => fleet.cluster(id).apps.dependsOn(fleet.cluster(id).controllers),
  (fleet: Fleet) => fleet.layer(fleet.cluster(id), 'extra').dependsOn(fleet.cluster(id).crds),
  (fleet: Fleet) => fleet.cluster(id).apps.dependsOn(fleet.layer(fleet.cluster(id), 'extra')),
  (fleet: Fleet) => new ConfigMap(fleet.layer(fleet.cluster(id), 'extra'), 'settings', { data: { a: 'b' } }),
  (fleet: Fleet) => new TenantSpace(fleet.cluster(id), 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') }),
  (fleet: Fleet) =>
    new TenantSpace(fleet.cluster(id), 'team-b', { source: TenantSource.oci('oci://ghcr.io/acme/team-b', { ref: OciRef.semver('1.x') }) }),
]);

function filesAfter(steps: Step[]): Files {
  const fleet = new Fleet();
  for (const step of steps) step(fleet);
  return fleet.app.synthFiles();
}

test('the order in which clusters, layers, releases, tenants and dependencies are defined does not change the tree', () => {
  const expected = filesAfter(STEPS);

  expect(Object.keys(expected).length).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.shuffledSubarray(STEPS, { minLength: STEPS.length }), (steps) => {
      expect(filesAfter(steps)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('grouping constructs of the program in other constructs changes no byte', () => {
  const define = (group: (scope: Construct, id: string) => Construct) => {
    const app = new FluxApp();
    for (const id of CLUSTERS) {
      const cluster = new LayeredCluster(group(app, id), id, { sync: SYNC });
      const layer = new Layer(group(cluster, 'platform'), 'web', { namespace: 'web' });
      new ConfigMap(group(layer, 'settings-of-web'), 'settings', { data: {} });
      new HelmReleaseFromOci(group(group(cluster.apps, 'team'), 'service'), 'podinfo', PODINFO);
      new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
    }
    return app.synthFiles();
  };
  const flat = define((scope) => scope);

  expect(define((scope, id) => new Construct(scope, `group-${id}`))).toEqual(flat);
});
