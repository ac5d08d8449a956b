import { Auth, Environment, FluxApp, GitlessFleet } from 'cdk8s-fluxcd';
import { Program } from './program';

/** How many clusters have all the tenants. */
const CLUSTERS = 10;

/** The fleet without Git of the examples, with as many tenants as asked for: few objects, each with an input for every tenant. */
export const program: Program = {
  toText: (tenants) => void defineFleet(tenants, 'fleet').synthFiles(),
  toDisk: (tenants, folder) => defineFleet(tenants, folder).synth(),
};

function defineFleet(tenants: number, repository: string): FluxApp {
  const app = new FluxApp({ repository, program: 'main.ts' });
  const fleet = new GitlessFleet(app, 'fleet', {
    registry: 'oci://ghcr.io/acme',
    repository: 'acme/fleet',
    workflowFile: 'fleet.yaml',
    auth: Auth.secret('ghcr-auth'),
    tenantIngressFrom: ['ingress'],
    components: ['cert-manager', 'monitoring'].map((name) => ({ name, url: `oci://ghcr.io/acme/infra/${name}`, repository: 'acme/infra' })),
    tenants: Array.from({ length: tenants }, (_, index) => ({ name: `team-${index}`, repository: `acme/team-${index}` })),
  });
  for (let index = 0; index < CLUSTERS; index++) {
    const environment = index === 0 ? Environment.STAGING : Environment.PRODUCTION;
    fleet.addCluster(`cluster-${index}`, { environment, variables: { CLUSTER_DOMAIN: `${index}.acme.io` } });
  }
  return app;
}
