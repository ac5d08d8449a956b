import fc from 'fast-check';
import {
  FluxApp,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  LayeredCluster,
  Notifications,
  ProviderType,
  Severity,
  Tenancy,
  TenantSource,
  TenantSpace,
} from '../../src';
import { objectsByName, PODINFO, SYNC } from '../support/fleet';

/** Something that Flux reconciles, somewhere in a cluster. */
interface Piece {
  readonly what: 'release' | 'chart' | 'tenant';
  readonly layer: 'controllers' | 'configs' | 'apps';
  readonly namespace: string;
}

const PIECES = fc.uniqueArray(
  fc.record<Piece>({
    what: fc.constantFrom('release', 'chart', 'tenant'),
    layer: fc.constantFrom('controllers', 'configs', 'apps'),
    namespace: fc.constantFrom('web', 'data', 'edge', 'mail'),
  }),
  { maxLength: 8, selector: ({ what, namespace }) => `${what} ${namespace}` },
);

/** A tenant has a namespace of its own. */
const NAMES = { release: '', chart: '', tenant: 'team-' };

function define(cluster: LayeredCluster, { what, layer, namespace }: Piece): void {
  const place = `${NAMES[what]}${namespace}`;
  const id = `${what}-${namespace}`;
  const charts = { repositoryUrl: 'https://charts.acme.io', version: '1.x', namespace: place };
  if (what === 'release') new HelmReleaseFromOci(cluster.layer(layer), id, { ...PODINFO, namespace: place });
  else if (what === 'chart') new HelmReleaseFromRepository(cluster.layer(layer), id, charts);
  else new TenantSpace(cluster, place, { source: TenantSource.git(`https://github.com/acme/${namespace}`) });
}

/** An app whose notifications are defined first or last. */
function appOf(pieces: readonly Piece[], isLocked: boolean, isFirst: boolean, includeTenants?: boolean): FluxApp {
  const app = new FluxApp();
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC, tenancy: isLocked ? Tenancy.locked() : undefined });
  const notify = () =>
    new Notifications(cluster, 'slack', { type: ProviderType.slackBot('flux', 'slack-token') }).errors({ includeTenants });
  if (isFirst) notify();
  for (const piece of pieces) define(cluster, piece);
  if (!isFirst) notify();
  return app;
}

const ABOUT_NOTIFICATIONS = [
  'alert-matches-nothing',
  'cross-namespace-event-source',
  'errors-not-alerted',
  'incomplete-provider',
  'object-owned-twice',
  'provider-not-found',
  'schema-violation',
  'wildcard-event-namespace',
];

test('whatever a cluster has, every failure is told of, every Alert can match, and every Alert finds its Provider', () => {
  fc.assert(
    fc.property(PIECES, fc.boolean(), (pieces, isLocked) => {
      const findings = appOf(pieces, isLocked, true, true).verify();

      expect(findings.filter(({ rule, severity }) => severity === Severity.ERROR || ABOUT_NOTIFICATIONS.includes(rule))).toEqual([]);
    }),
    { numRuns: 25, seed: 7 },
  );
});

test('without the namespaces of tenants, every failure of the platform is told of, and nothing of the platform is in theirs', () => {
  fc.assert(
    fc.property(PIECES, fc.boolean(), (pieces, isLocked) => {
      const app = appOf(pieces, isLocked, true);
      const findings = app.verify().filter(({ rule, severity }) => severity === Severity.ERROR || ABOUT_NOTIFICATIONS.includes(rule));
      const made = Object.values(objectsByName(app.synthFiles())).filter(({ kind }) => kind === 'Provider' || kind === 'Alert');

      // A tenant locks the cluster.
      expect(findings.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`).sort()).toEqual(
        pieces
          .filter(({ what }) => what === 'tenant')
          .map(({ namespace }) => `info errors-not-alerted no Alert passes on when Kustomization team-${namespace}/team-${namespace} fails`)
          .sort(),
      );
      expect(made.filter(({ metadata }) => metadata.namespace.startsWith('team-'))).toEqual([]);
    }),
    { numRuns: 25, seed: 7 },
  );
});

test('it does not matter in which order a program is written', () => {
  fc.assert(
    fc.property(PIECES, fc.boolean(), (pieces, isLocked) => {
      const first = objectsByName(appOf(pieces, isLocked, true).synthFiles());
      const last = objectsByName(appOf([...pieces].reverse(), isLocked, false).synthFiles());

      expect(last).toEqual(first);
    }),
    { numRuns: 25, seed: 7 },
  );
});
