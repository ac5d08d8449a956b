import { load } from 'js-yaml';
import { FluxApp, FluxAppProps, FluxVersion, GitlessFleet, GitlessFleetProps, Verify } from '../../src';

/** The workflow of a fleet, as GitHub reads it. */
function workflowWith(props: Partial<GitlessFleetProps> = {}, app: FluxAppProps = {}): any {
  return load(new GitlessFleet(new FluxApp(app), 'fleet', { registry: 'oci://ghcr.io/acme', ...props }).workflowText);
}

/** The step with this name, or that uses this action. */
const step = (workflow: any, name: string) =>
  workflow.jobs.publish.steps.find((s: any) => s.name === name || s.uses?.startsWith(`${name}@`));

test('the workflow pushes, signs and then tags, one run after the other', () => {
  expect(workflowWith()).toEqual({
    name: 'fleet',
    on: { push: { branches: ['main'], tags: ['v[0-9]+.[0-9]+.[0-9]+'] } },
    permissions: { contents: 'read', packages: 'write', 'id-token': 'write' },
    concurrency: 'fleet-${{ github.ref }}',
    env: {
      ARTIFACT: 'oci://ghcr.io/acme/fleet',
      BUILD: '${{ github.run_id }}-${{ github.run_attempt }}',
      REF: '${{ github.ref_name }}',
      SOURCE: '${{ github.server_url }}/${{ github.repository }}',
    },
    jobs: {
      publish: {
        'runs-on': 'ubuntu-latest',
        steps: [
          { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } },
          { uses: 'actions/setup-node@v4', with: { 'node-version': 22, cache: 'npm' } },
          { uses: 'fluxcd/flux2/action@v2.9.4' },
          { uses: 'sigstore/cosign-installer@v3' },
          { name: 'Refuse a tree that is not what the program writes', run: 'npm ci\nnpx cdk8s synth\n', env: { FLUX_APP_CHECK: '1' } },
          {
            uses: 'docker/login-action@v3',
            with: { registry: 'ghcr.io', username: '${{ github.actor }}', password: '${{ secrets.GITHUB_TOKEN }}' },
          },
          {
            name: 'Push',
            id: 'push',
            run: [
              'digest=$(flux push artifact "$ARTIFACT:$BUILD" \\',
              '  --path="./fleet" \\',
              '  --source="$SOURCE" \\',
              '  --revision="$REF@sha1:$GITHUB_SHA" \\',
              `  --output=json | jq -r '.repository + "@" + .digest')`,
              'echo "digest=$digest" >> "$GITHUB_OUTPUT"',
              '',
            ].join('\n'),
          },
          { name: 'Sign', run: 'cosign sign --yes "$DIGEST"', env: { DIGEST: '${{ steps.push.outputs.digest }}' } },
          {
            name: 'Release to the clusters that follow main',
            if: "github.ref == 'refs/heads/main'",
            run: 'flux tag artifact "$ARTIFACT:$BUILD" --tag=latest',
          },
          {
            name: 'Promote to the clusters that follow releases',
            if: "github.ref_type == 'tag'",
            run: [
              'flux tag artifact "$ARTIFACT:$BUILD" --tag="${REF#v}"',
              'git fetch --tags --quiet',
              "highest=$(git tag --list 'v*' --sort=-version:refname | grep -E '^v[0-9]+\\.[0-9]+\\.[0-9]+$' | head -n 1)",
              '# A fix of an older release must not take production back.',
              'if [ "$REF" = "$highest" ]; then flux tag artifact "$ARTIFACT:$BUILD" --tag=latest-stable; fi',
              '',
            ].join('\n'),
          },
        ],
      },
    },
  });
});

test('it signs with a key where clusters ask for one', () => {
  expect(step(workflowWith({ verify: Verify.key('cosign-keys') }), 'Sign')).toEqual({
    name: 'Sign',
    run: 'cosign sign --yes --key env://COSIGN_PRIVATE_KEY "$DIGEST"',
    env: {
      DIGEST: '${{ steps.push.outputs.digest }}',
      COSIGN_PRIVATE_KEY: '${{ secrets.COSIGN_PRIVATE_KEY }}',
      COSIGN_PASSWORD: '${{ secrets.COSIGN_PASSWORD }}',
    },
  });
});

test.each([
  ['another registry', { registry: 'oci://quay.io/acme' }, 'quay.io', 'oci://quay.io/acme/fleet'],
  [
    'a registry with a port',
    { registry: 'oci://registry.acme.io:5000/flux', artifact: 'tree' },
    'registry.acme.io:5000',
    'oci://registry.acme.io:5000/flux/tree',
  ],
])('it logs in to %s with credentials of its own', (_name, props, registry, artifact) => {
  const workflow = workflowWith(props);

  expect(workflow.env.ARTIFACT).toBe(artifact);
  expect(step(workflow, 'docker/login-action').with).toEqual({
    registry,
    username: '${{ secrets.REGISTRY_USERNAME }}',
    password: '${{ secrets.REGISTRY_PASSWORD }}',
  });
});

test.each([
  [FluxVersion.V2_7, { 'cosign-release': 'v2.6.1' }],
  [FluxVersion.V2_8, undefined],
  [FluxVersion.V2_9, undefined],
])('for Flux %s it installs cosign with %j', (fluxVersion, inputs) => {
  expect(step(workflowWith({}, { fluxVersion }), 'sigstore/cosign-installer').with).toEqual(inputs);
});

test.each([
  [undefined, './fleet'],
  ['deploy/tree', './deploy/tree'],
  ['.', './'],
])('of an app in the directory %s it pushes %s', (repository, path) => {
  expect(step(workflowWith({}, { repository }), 'Push').run).toContain(`--path="${path}" `);
});
