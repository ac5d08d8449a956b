import { HelmRelease, KubeConfig, Kustomization, OciRepository } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

test('takes a kubeconfig from a Secret, from the key that Flux tries or from another', () => {
  expect(KubeConfig.secret('spoke')).toEqual({ secretRef: { name: 'spoke' } });
  expect(KubeConfig.secret('spoke', 'admin.conf')).toEqual({ secretRef: { name: 'spoke', key: 'admin.conf' } });
});

test('takes the address of a cluster from a ConfigMap, and the identity of the controller', () => {
  expect(KubeConfig.configMap('spoke')).toEqual({ configMapRef: { name: 'spoke' } });
});

test('finds the Secret that Cluster API writes', () => {
  expect(KubeConfig.clusterApi('spoke')).toEqual({ secretRef: { name: 'spoke-kubeconfig', key: 'value' } });
});

test.each([KubeConfig.clusterApi('spoke'), KubeConfig.configMap('spoke')])(
  '%j is the same for a Kustomization and a HelmRelease',
  (kubeConfig) => {
    const source = (chart: any) => OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    const kustomization = synthOne((chart) => new Kustomization(chart, 'web', { source: source(chart), path: './', kubeConfig }));
    const release = synthOne((chart) => new HelmRelease(chart, 'web', { chart: source(chart), kubeConfig }));

    expect(kustomization.spec.kubeConfig).toEqual(kubeConfig);
    expect(release.spec.kubeConfig).toEqual(kubeConfig);
  },
);

const NAME = "a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends";
const KEY = 'a key of a Secret: at most 253 letters, digits, -, _ and .';

test.each([
  [() => KubeConfig.secret('Spoke'), `KubeConfig.secret(): name must be ${NAME}, got "Spoke".\n  fix: name: 'spoke'`],
  [() => KubeConfig.configMap('Spoke'), `KubeConfig.configMap(): name must be ${NAME}, got "Spoke".\n  fix: name: 'spoke'`],
  [
    () => KubeConfig.clusterApi('Spoke'),
    `KubeConfig.clusterApi(): clusterName must be ${NAME.replace('253', '242')}, got "Spoke".\n  fix: clusterName: 'spoke'`,
  ],
  [() => KubeConfig.secret('spoke', 'a b'), `KubeConfig.secret(): key must be ${KEY}, got "a b".\n  fix: key: 'a-b'`],
  [() => KubeConfig.secret('spoke', ''), `KubeConfig.secret(): key must be ${KEY}, got "".\n  fix: key: 'value'`],
  [() => KubeConfig.secret('spoke', '..'), `KubeConfig.secret(): key must be ${KEY}, got "..".\n  fix: key: 'value'`],
])('a wrong use %# is refused', (use, message) => {
  expect(errorOf(use)).toBe(message);
});
