import { FORMATS } from '../../cli/lint/lint-options';
import { APPS, clusterFiles, Directory } from './support/run-cli';

const CANARY = 'c4nary-V4lue-never-printed';
const ENCODED = Buffer.from(CANARY).toString('base64');

/** Values of Secrets and credentials wherever people leave them, with defects around them so that their lines are shown. */
const FLEET: Record<string, string> = {
  ...clusterFiles('production', {
    'apps.yaml': APPS.replace('  wait: true', `  postBuild:\n    substitute:\n      DB_PASSWORD: ${CANARY}\n  wait: true`),
    'secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: plain
  namespace: shop
stringData:
  password: ${CANARY}
  nested.yaml: |
    user: admin
    ${CANARY}
data:
  token: ${ENCODED}
`,
    'source.yaml': `apiVersion: source.toolkit.fluxcd.io/v1beta2
kind: GitRepository
metadata:
  name: other
  namespace: shop
spec:
  interval: 1m
  url: https://admin:${CANARY}@git.example.com/acme/other
`,
    'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2beta2
kind: HelmRelease
metadata:
  name: shop
  namespace: shop
spec:
  interval: 1m
  chart:
    spec:
      chart: shop
      sourceRef:
        kind: HelmRepository
        name: shop
  values:
    auth: { adminPassword: "${CANARY}", user: admin }
    env:
      - name: API_TOKEN
        value: ${CANARY}
    tls:
      privateKey: |
        -----BEGIN PRIVATE KEY-----
        ${CANARY}
        -----END PRIVATE KEY-----
`,
    'broken.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  password: "${CANARY}\n  other: [\n`,
  }),
  'apps/kustomization.yaml': `secretGenerator:\n  - name: generated\n    literals:\n      - password=${CANARY}\n`,
  'unused/secret.yaml': `kind: Secret\nstringData:\n  a: ${CANARY}\n  a: ${CANARY}\n`,
};

test.each(FORMATS)('no value of a Secret, and no credential, is printed as %s', async (format) => {
  const { out, err } = await new Directory(FLEET).run('lint', '--verbose', '--format', format);

  expect(out.length).toBeGreaterThan(500);
  expect(out + err).not.toContain(CANARY);
  expect(out + err).not.toContain(ENCODED);
});

test('the diff of a correction leaves out credentials around it', async () => {
  const directory = new Directory({
    ...clusterFiles('production', { 'apps.yaml': FLEET['clusters/production/apps.yaml'] }),
    'apps/a.yaml': '',
  });
  const { out } = await directory.run('lint', '--fix', '--dry-run', '--rule', 'health-checks-ignored-by-wait');

  expect(out).toContain('       DB_PASSWORD: …\n');
  expect(out).not.toContain(CANARY);
});

test('a baseline holds no credential', async () => {
  const directory = new Directory(FLEET);
  await directory.run('lint', '--write-baseline', 'baseline.json');

  expect(directory.read('baseline.json')).not.toContain(CANARY);
});
