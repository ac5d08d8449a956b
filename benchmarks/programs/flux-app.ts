import { Duration } from 'cdk8s';
import { Cluster, ConfigMap, FluxApp, Install, Kustomization, OciRef, OciRepository } from 'cdk8s-fluxcd';
import { judge, requireNoErrors } from '../../src/app/judgement';
import { planTree } from '../../src/app/plan-tree';
import { ClusterData, fleet, SOURCE, STEPS, VARIABLES } from './fleet';
import { Program } from './program';

/** The fleet with the constructs of this library. */
export const program: Program = {
  // What `synthFiles()` does, with a look at the clock in between.
  toText(clusters) {
    const app = defineFleet(clusters, 'fleet');
    const collected = app['collected']();
    const before = process.cpuUsage();
    requireNoErrors(judge(collected, app['judgement']));
    const { user, system } = process.cpuUsage(before);
    const tree = planTree(collected.rooms);
    for (const path of tree.paths) tree.text(path);
    return { judgingMs: (user + system) / 1000 };
  },
  toDisk: (clusters, folder) => defineFleet(clusters, folder).synth(),
};

function defineFleet(clusters: number, repository: string): FluxApp {
  const app = new FluxApp({ repository });
  for (const data of fleet(clusters)) defineCluster(app, data);
  return app;
}

function defineCluster(app: FluxApp, { name, region, variables }: ClusterData): void {
  // Nobody's installation: the fleet is the same objects as in the other programs, and not one more.
  const cluster = new Cluster(app, name, { install: Install.external() });
  new ConfigMap(cluster, VARIABLES, { data: variables });
  const source = new OciRepository(cluster, SOURCE, {
    url: `oci://registry.example.com/platform/${region}`,
    ref: OciRef.semver('1.x'),
    timeout: Duration.seconds(90),
  });

  let previous: Kustomization | undefined;
  for (const step of STEPS) {
    previous = new Kustomization(cluster, step, {
      source,
      path: `./${step}/${region}`,
      timeout: Duration.minutes(10),
      dependsOn: previous && [previous],
      postBuild: { substitute: { CLUSTER_NAME: name }, substituteFrom: [{ kind: 'ConfigMap' as never, name: VARIABLES }] },
    });
  }
}
