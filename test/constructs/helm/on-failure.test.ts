import { Duration } from 'cdk8s';
import { CrdsPolicy, HelmRelease, HelmReleaseProps, OciRepository, OnFailure } from '../../../src';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthOne } from '../../support/synth';

/** The fields that say what happens on failure and to CRDs. */
const fieldsWith = (props: Partial<HelmReleaseProps>) => {
  const manifest = synthOne((chart) => {
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    return new HelmRelease(chart, 'podinfo', { chart: source, ...props });
  });
  expect(schemaErrors(manifest)).toEqual([]);
  const { install, upgrade, rollback } = manifest.spec;
  return { install, upgrade, rollback };
};

test('retry leaves the release as it is and tries again for ever', () => {
  const strategy = { name: 'RetryOnFailure', retryInterval: '5m' };

  expect(fieldsWith({ onFailure: OnFailure.retry() })).toEqual({
    install: { crds: 'Create', strategy },
    upgrade: { crds: 'CreateReplace', strategy },
    rollback: undefined,
  });
  expect(fieldsWith({})).toEqual(fieldsWith({ onFailure: OnFailure.retry() }));
});

test('retry takes another pause', () => {
  expect(fieldsWith({ onFailure: OnFailure.retry(Duration.seconds(90)) }).upgrade.strategy).toEqual({
    name: 'RetryOnFailure',
    retryInterval: '1m30s',
  });
});

test('rollback goes back after each attempt and after the last', () => {
  const remediation = { remediateLastFailure: true, retries: 3 };

  expect(fieldsWith({ onFailure: OnFailure.rollback() })).toEqual({
    install: { crds: 'Create', remediation, strategy: { name: 'RemediateOnFailure' } },
    upgrade: {
      cleanupOnFail: true,
      crds: 'CreateReplace',
      remediation: { ...remediation, strategy: 'rollback' },
      strategy: { name: 'RemediateOnFailure' },
    },
    rollback: { cleanupOnFail: true },
  });
});

test('uninstall installs anew', () => {
  const { upgrade, rollback } = fieldsWith({ onFailure: OnFailure.uninstall({ retries: 1 }) });

  expect(upgrade.remediation).toEqual({ remediateLastFailure: true, retries: 1, strategy: 'uninstall' });
  expect(rollback).toBeUndefined();
});

test.each([
  ['OnFailure.rollback()', () => OnFailure.rollback({ retries: 0 }), '0'],
  ['OnFailure.uninstall()', () => OnFailure.uninstall({ retries: -1 }), '-1'],
  ['OnFailure.rollback()', () => OnFailure.rollback({ retries: 1.5 }), '1.5'],
])('%s refuses a number of attempts that ends nowhere', (place, act, got) => {
  expect(errorOf(act)).toBe(
    [
      `${place}: retries must be a whole number, one at least; without a limit a broken release is reinstalled for ever, got ${got}.`,
      '  fix: retries: 3',
    ].join('\n'),
  );
});

test('a pause of zero is refused', () => {
  expect(errorOf(() => OnFailure.retry(Duration.seconds(0)))).toBe(
    [
      'OnFailure.retry(): interval must be a duration of whole seconds, one at least, got "0ms".',
      '  fix: interval: Duration.seconds(1)',
    ].join('\n'),
  );
});

test.each([
  ['createReplace', CrdsPolicy.createReplace(), ['Create', 'CreateReplace']],
  ['create', CrdsPolicy.create(), ['Create', 'Create']],
  ['skip', CrdsPolicy.skip(), ['Skip', 'Skip']],
])('CrdsPolicy.%s() is written for installs and for upgrades, whose defaults nobody should trust', (_name, crds, policies) => {
  const { install, upgrade } = fieldsWith({ crds });

  expect([install.crds, upgrade.crds]).toEqual(policies);
});
