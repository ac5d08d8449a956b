import { Gate } from '../../../src';
import { errorOf } from '../../support/synth';

test.each([
  ['Gate.all() waits for everything', Gate.all(), { wait: true, healthChecks: [] }],
  ['Gate.applied() waits for nothing', Gate.applied(), { wait: false, healthChecks: [] }],
  [
    'Gate.checks() waits for the objects that it lists, because Flux ignores the list where it waits for everything',
    Gate.checks([{ kind: 'Deployment', name: 'web', namespace: 'apps' }]),
    { wait: false, healthChecks: [{ kind: 'Deployment', name: 'web', namespace: 'apps' }] },
  ],
])('%s', (_sentence, gate, fields) => {
  expect({ ...gate }).toEqual(fields);
});

test('an empty list of checks is refused', () => {
  expect(errorOf(() => Gate.checks([]))).toBe(
    ['Gate.checks(): checks must be one object at least, got [].', '  fix: Gate.all(), or Gate.applied() to wait for nothing'].join('\n'),
  );
});
