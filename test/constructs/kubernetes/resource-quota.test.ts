import { JsonPatch } from 'cdk8s';
import { ResourceQuota, ResourceQuotaProps } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

const synthWith = (props: ResourceQuotaProps) => synthOne((chart) => new ResourceQuota(chart, 'limits', props));

test('writes a ResourceQuota', () => {
  const hard = { 'requests.cpu': '4', 'requests.memory': '8Gi', 'limits.cpu': '500m', pods: '50', services: '1e2' };

  expect(synthWith({ hard, namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } })).toEqual({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'limits', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } },
    spec: { hard },
  });
});

test('a variable of the cluster may stand for a quantity', () => {
  expect(synthWith({ hard: { pods: '${TEAM_PODS}' } }).spec.hard).toEqual({ pods: '${TEAM_PODS}' });
});

test('a json patch acts', () => {
  const manifest = synthOne((chart) =>
    new ResourceQuota(chart, 'limits', { hard: {} }).apiObject.addJsonPatch(JsonPatch.add('/spec/scopes', ['NotTerminating'])),
  );

  expect(manifest.spec).toEqual({ hard: {}, scopes: ['NotTerminating'] });
});

test.each([
  ['8GB', '"8GB"', '8'],
  ['four', '"four"', '4'],
  [50, '50', '50'],
])('%j is refused, because it is no quantity', (quantity, printed, fix) => {
  expect(errorOf(() => synthWith({ hard: { 'requests.memory': quantity as string } }))).toBe(
    [
      `ResourceQuota 'prod/limits': hard['requests.memory'] must be a quantity of Kubernetes as text, such as '4', '500m' or '8Gi', got ${printed}.`,
      `  fix: 'requests.memory': '${fix}'`,
    ].join('\n'),
  );
});
