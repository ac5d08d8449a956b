import { APPS, clusterFiles, Directory } from '../support/run-cli';

const RULE = 'health-checks-ignored-by-wait';
const FLEET = { ...clusterFiles('staging', { 'apps.yaml': APPS }), 'apps/a.yaml': '' };
const FIXED = APPS.replace(/ {2}healthChecks:[^]*?namespace: shop\n/, '');

test('only the bytes of the correction change', async () => {
  const directory = new Directory(FLEET);
  const { code, out, err } = await directory.run('lint', '--rule', RULE, '--fix');

  expect(directory.read('clusters/staging/apps.yaml')).toBe(FIXED);
  expect(err).toBe(`fixed 1 finding in 1 file:
  clusters/staging/apps.yaml: ${RULE}: Kustomization flux-system/apps waits for everything it applies, so Flux ignores its healthChecks
`);
  expect(out).toContain('no problems');
  expect(code).toBe(0);
});

test('line breaks of Windows stay', async () => {
  const directory = new Directory({ ...FLEET, 'clusters/staging/apps.yaml': APPS.replaceAll('\n', '\r\n') });
  await directory.run('lint', '--rule', RULE, '--fix');

  expect(directory.read('clusters/staging/apps.yaml')).toBe(FIXED.replaceAll('\n', '\r\n'));
});

test('a dry run shows the change and writes nothing', async () => {
  const directory = new Directory(FLEET);
  const { code, out } = await directory.run('lint', '--rule', RULE, '--fix', '--dry-run');

  expect(out).toBe(`--- a/clusters/staging/apps.yaml
+++ b/clusters/staging/apps.yaml
@@ -11,11 +11,6 @@
   path: ./apps
   prune: true
   wait: true # for all of them
-  healthChecks:
-    - apiVersion: apps/v1
-      kind: Deployment
-      name: shop
-      namespace: shop
   sourceRef:
     kind: GitRepository
     name: flux-system
`);
  expect(directory.read('clusters/staging/apps.yaml')).toBe(APPS);
  expect(code).toBe(1);
});

test('a second run finds nothing to do', async () => {
  const directory = new Directory(FLEET);
  await directory.run('lint', '--rule', RULE, '--fix');

  expect(await directory.run('lint', '--rule', RULE, '--fix', '--dry-run')).toEqual({
    code: 0,
    out: '',
    err: 'nothing can be fixed with certainty\n',
  });
});

test('what is accepted is not corrected', async () => {
  const config = `waivers: [{ rule: ${RULE}, file: clusters/**, reason: known }]`;
  const directory = new Directory({ ...FLEET, 'fluxcd.config.yaml': config });
  await directory.run('lint', '--rule', RULE, '--fix');

  expect(directory.read('clusters/staging/apps.yaml')).toBe(APPS);
});

test('a field that a patch sets is not corrected in the file of the object', async () => {
  const patch =
    '- target: { kind: Kustomization, name: apps }\n    patch: |\n      - { op: add, path: /spec/healthChecks, value: [{ apiVersion: v1, kind: Pod, name: a, namespace: b }] }\n';
  const directory = new Directory({
    ...FLEET,
    'clusters/staging/apps.yaml': FIXED,
    'clusters/staging/kustomization.yaml': `resources: [apps.yaml, flux-system/gotk-sync.yaml]\npatches:\n  ${patch}`,
  });
  const { out } = await directory.run('lint', '--rule', RULE, '--fix');

  expect(directory.read('clusters/staging/apps.yaml')).toBe(FIXED);
  expect(out).toContain('1 problem (1 warning)');
});
