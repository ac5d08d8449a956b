import { Auth, Environment, FluxApp, GitlessFleet, OciRef } from 'cdk8s-fluxcd';

const app = new FluxApp({ program: 'main.ts' });

const fleet = new GitlessFleet(app, 'fleet', {
  registry: 'oci://ghcr.io/acme',
  repository: 'acme/fleet',
  workflowFile: 'fleet.yaml',
  auth: Auth.secret('ghcr-auth'),
  tenantIngressFrom: ['ingress'],
  components: [
    { name: 'cert-manager', url: 'oci://ghcr.io/acme/infra/cert-manager', path: './${ENVIRONMENT}', repository: 'acme/infra' },
    { name: 'monitoring', url: 'oci://ghcr.io/acme/infra/monitoring', path: './${ENVIRONMENT}', repository: 'acme/infra' },
  ],
  tenants: [
    { name: 'frontend', repository: 'acme/frontend' },
    { name: 'backend', repository: 'acme/backend' },
  ],
});

fleet.addCluster('staging', { environment: Environment.STAGING, variables: { CLUSTER_DOMAIN: 'staging.acme.io' } });
fleet.addCluster('prod-eu', { variables: { CLUSTER_DOMAIN: 'eu.acme.io' } });
// The fleet's own artifact follows releases within one major version instead of the moving tag.
fleet.addCluster('prod-us', { channel: OciRef.semver('1.x'), variables: { CLUSTER_DOMAIN: 'us.acme.io' } });

// Once: npx tsx main.ts --workflow > .github/workflows/fleet.yaml
if (process.argv.includes('--workflow')) console.log(fleet.workflowText);
else app.synth();
