import { Manifest } from '../../src/manifests/manifest';
import { durationText, secondsOf, timeoutOf } from '../../src/verification/duration';

test.each([
  ['1h30m', 5400],
  ['90s', 90],
  ['1.5h', 5400],
  ['500ms', 0.5],
  ['0s', 0],
  ['1m1m', 120],
])('%s is %d seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each([undefined, '', '5', '1d', '5 m', '-5m', '5m ', 'm', '1h30', '.5h'])('%j is no duration', (text) => {
  expect(secondsOf(text)).toBeUndefined();
});

test.each([
  [0, '0s'],
  [59, '59s'],
  [60, '1m'],
  [270, '4m30s'],
  [3600, '1h'],
  [5430, '1h30m30s'],
])('%d seconds are written %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

const timeout = (apiVersion: string, kind: string, spec: object): unknown => {
  const found = timeoutOf(new Manifest({ apiVersion, kind, metadata: { name: 'a' }, spec }, { origin: { place: () => ({}) } }));
  return found && [found.seconds, found.field.path];
};

test.each([
  ['its own', { interval: '1h', timeout: '5m' }, [300, 'spec.timeout']],
  ['its own, which Flux raises to 30 seconds', { interval: '1h', timeout: '5s' }, [30, 'spec.timeout']],
  ['the interval less 30 seconds', { interval: '10m' }, [570, 'spec.interval']],
  ['30 seconds, when the interval leaves less', { interval: '45s' }, [30, 'spec.interval']],
  ['not known, when nothing can be read', {}, undefined],
])('the timeout of a Kustomization is %s', (_, spec, expected) => {
  expect(timeout('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec)).toEqual(expected);
});

test.each([
  ['five minutes', {}, [300, 'spec.timeout']],
  ['its own', { timeout: '7m' }, [420, 'spec.timeout']],
  ['that of its longest action', { timeout: '7m', install: { timeout: '1m' }, upgrade: { timeout: '9m' } }, [540, 'spec.upgrade.timeout']],
  ['not known, when one cannot be read', { install: { timeout: '1d' } }, undefined],
])('the timeout of a HelmRelease is %s', (_, spec, expected) => {
  expect(timeout('helm.toolkit.fluxcd.io/v2', 'HelmRelease', spec)).toEqual(expected);
});

test('what applies nothing has no timeout', () => {
  expect(timeout('v1', 'ConfigMap', { timeout: '5m' })).toBeUndefined();
});
