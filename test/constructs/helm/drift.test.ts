import { Drift, Environment, HelmRelease, OciRepository } from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { errorOf, synthOne } from '../../support/synth';

const driftOf = (drift?: Drift, environment?: Environment) =>
  synthOne((chart) => {
    setFleetContext(chart, { environment });
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    return new HelmRelease(chart, 'podinfo', { chart: source, drift });
  }).spec.driftDetection;

test.each([
  [Environment.PRODUCTION, 'enabled'],
  [Environment.STAGING, 'warn'],
  [Environment.DEVELOPMENT, 'warn'],
  [undefined, 'warn'],
])('in the environment %s drift is %s unless the program says otherwise', (environment, mode) => {
  expect(driftOf(undefined, environment)).toEqual({ mode });
});

test('the choice of the program wins over the environment', () => {
  expect(driftOf(Drift.warn(), Environment.PRODUCTION)).toEqual({ mode: 'warn' });
});

test.each([
  ['correct', Drift.correct([{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }]), 'enabled'],
  ['warn', Drift.warn([{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }]), 'warn'],
])('Drift.%s() leaves out fields that others own', (_name, drift, mode) => {
  expect(driftOf(drift)).toEqual({ mode, ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }] });
});

test('drift is switched off with a reason', () => {
  const drift = Drift.off('the operator edits its own objects');

  expect(drift.reason).toBe('the operator edits its own objects');
  expect(driftOf(drift)).toEqual({ mode: 'disabled' });
});

test('without a reason drift is not switched off', () => {
  expect(errorOf(() => Drift.off(' '))).toBe(
    ['Drift.off(): reason must be a sentence, got " ".', "  fix: Drift.off('the operator edits its own objects')"].join('\n'),
  );
});
