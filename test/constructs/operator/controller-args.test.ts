import { Chart, Testing } from 'cdk8s';
import { FluxInstance, FluxInstanceProps, Install } from '../../../src';
import { objectsIn } from '../../support/fleet';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthOne } from '../../support/synth';

type Args = FluxInstanceProps['controllerArgs'];

const CONTROLLERS =
  'source-controller, kustomize-controller, helm-controller, notification-controller, image-reflector-controller, image-automation-controller, source-watcher';
const OF_TENANCY =
  '--no-cross-namespace-refs, --no-remote-bases, --default-service-account, --default-kubeconfig-service-account, --default-decryption-service-account';

/** The patches of a FluxInstance: the target, and what is added to the arguments. */
function patchesWith(props: FluxInstanceProps): [target: unknown, values: string[]][] {
  const manifest = synthOne((chart) => new FluxInstance(chart, 'flux', props));
  expect(schemaErrors(manifest)).toEqual([]);
  return (manifest.spec.kustomize?.patches ?? []).map(({ target, patch }: any) => [
    target,
    objectsIn(patch)[0].map(({ op, path, value }: any) => [op, path, value].join(' ')),
  ]);
}

const added = (value: string) => `add /spec/template/spec/containers/0/args/- ${value}`;
const refusal = (controllerArgs: Args, props: FluxInstanceProps = {}) =>
  errorOf(() => new FluxInstance(new Chart(Testing.app(), 'chart'), 'flux', { controllerArgs, ...props }));

test('arguments of one controller are added behind its own, in the order of the program', () => {
  expect(patchesWith({ controllerArgs: { 'kustomize-controller': ['--log-level=debug', '--concurrent=20'] } })).toEqual([
    [{ kind: 'Deployment', name: 'kustomize-controller' }, [added('--log-level=debug'), added('--concurrent=20')]],
  ]);
});

test('controllers with the same arguments share a patch, whatever order they are named in', () => {
  const controllerArgs = {
    'source-watcher': ['--concurrent=5'],
    'helm-controller': ['--concurrent=20'],
    'source-controller': ['--concurrent=20'],
    'notification-controller': [],
  };
  const reversed = Object.fromEntries(Object.entries(controllerArgs).reverse());

  expect(patchesWith({ controllerArgs })).toEqual([
    [{ kind: 'Deployment', name: '(source-controller|helm-controller)' }, [added('--concurrent=20')]],
    [{ kind: 'Deployment', name: 'source-watcher' }, [added('--concurrent=5')]],
  ]);
  expect(patchesWith({ controllerArgs: reversed })).toEqual(patchesWith({ controllerArgs }));
});

test('patches of the program come last, so that they see what the arguments made', () => {
  const patches = [{ target: { kind: 'Deployment' }, patch: '- op: remove\n  path: /x\n' }];

  expect(patchesWith({ patches, controllerArgs: { 'helm-controller': ['--concurrent=20'] } }).map(([target]) => target)).toEqual([
    { kind: 'Deployment', name: 'helm-controller' },
    { kind: 'Deployment' },
  ]);
});

test('no argument, no patch', () => {
  expect([patchesWith({ controllerArgs: {} }), patchesWith({ controllerArgs: { 'helm-controller': [] } })]).toEqual([[], []]);
});

test('a flag without a value, and feature gates, are arguments', () => {
  const args = ['--override-manager', '--feature-gates=DisableConfigWatchers=true,GroupChangeLog=false'];

  expect(patchesWith({ controllerArgs: { 'kustomize-controller': args } })).toEqual([
    [{ kind: 'Deployment', name: 'kustomize-controller' }, args.map(added)],
  ]);
});

describe('refused is', () => {
  test.each([
    ['kustomize', 'kustomize-controller'],
    ['Helm-Controller', 'helm-controller'],
    ['image-update-controller', 'image-reflector-controller'],
    ['flux-operator', 'source-controller'],
  ])('a controller that there is not: %s', (name, similar) => {
    expect(refusal({ [name]: [] })).toBe(
      `FluxInstance 'chart/flux': controllerArgs must be named after controllers (${CONTROLLERS}), got "${name}".\n` +
        `  fix: controllerArgs: { '${similar}': ['--log-level=debug'] }`,
    );
  });

  test.each([
    ['concurrent=10', '--concurrent=10'],
    ['-concurrent=10', '--concurrent=10'],
    ['--concurrent 20', '--concurrent=20'],
    ['20', '--concurrent=10'],
    ['', '--concurrent=10'],
    ['--Concurrent=5', '--concurrent=10'],
  ])('an argument that no controller reads: %s', (arg, fixed) => {
    expect(refusal({ 'helm-controller': [arg] })).toBe(
      "FluxInstance 'chart/flux': controllerArgs['helm-controller'] must be made of arguments that begin with --, each with its value behind a =, " +
        `got ${JSON.stringify(arg)}.\n  fix: '${fixed}'`,
    );
  });

  test.each([
    ['--no-cross-namespace-refs=false', 'Tenancy.locked()'],
    ['--no-remote-bases', 'Tenancy.locked()'],
    ['--default-service-account=flux', 'Tenancy.locked()'],
    ['--default-kubeconfig-service-account=flux', 'Tenancy.locked({ workloadIdentity: true })'],
    ['--default-decryption-service-account=flux', 'Tenancy.locked({ workloadIdentity: true })'],
  ])('what the tenancy decides: %s', (arg, instead) => {
    expect(refusal({ 'kustomize-controller': ['--concurrent=5', arg] })).toBe(
      `FluxInstance 'chart/flux': controllerArgs['kustomize-controller'] must be without ${OF_TENANCY}, which other props decide, got "${arg}".\n` +
        `  fix: tenancy: ${instead} on the Cluster, in place of it`,
    );
  });

  test('what sharding decides, where there are shards', () => {
    const args = { 'kustomize-controller': ['--watch-label-selector=team=a'] };

    expect(refusal(args, { sharding: { shards: ['one'] } })).toBe(
      `FluxInstance 'chart/flux': controllerArgs['kustomize-controller'] must be without ${OF_TENANCY}, --watch-label-selector, which other props decide, ` +
        'got "--watch-label-selector=team=a".\n  fix: remove it: sharding says which objects the controllers watch',
    );
    expect(patchesWith({ controllerArgs: args })).toHaveLength(1);
  });

  test.each([
    ['--feature-gates=StrictPostBuildSubstitutions', 'StrictPostBuildSubstitutions'],
    ['--feature-gates=CacheSecretsAndConfigMaps=true,GroupChangeLog=on', 'GroupChangeLog'],
    ['--feature-gates', 'StrictPostBuildSubstitutions'],
  ])('a gate that is neither true nor false: %s', (arg, gate) => {
    expect(refusal({ 'kustomize-controller': [arg] })).toBe(
      `FluxInstance 'chart/flux': controllerArgs['kustomize-controller'] must be made of feature gates that are true or false, got "${arg}".\n` +
        `  fix: '--feature-gates=${gate}=true'`,
    );
  });

  test('to switch off the gate with which identities of tenants work', () => {
    expect(refusal({ 'source-controller': ['--feature-gates=ObjectLevelWorkloadIdentity=false'] })).toBe(
      "FluxInstance 'chart/flux': controllerArgs['source-controller'] must be without ObjectLevelWorkloadIdentity=false: it is off until the tenancy needs it, " +
        'and then no controller would start, got "--feature-gates=ObjectLevelWorkloadIdentity=false".\n  fix: remove it',
    );
  });

  test('the same where flux bootstrap installs', () => {
    expect(errorOf(() => Install.bootstrap({ controllerArgs: { 'helm-controller': ['concurrent=10'] } }))).toBe(
      "Install.bootstrap(): controllerArgs['helm-controller'] must be made of arguments that begin with --, each with its value behind a =, " +
        'got "concurrent=10".\n  fix: \'--concurrent=10\'',
    );
  });
});
