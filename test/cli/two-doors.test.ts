import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { loadFleet } from '../../cli/load-fleet';
import { Environment, FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync, Verify } from '../../src';
import { collect } from '../../src/app/collect';
import { dropDuplicateImplicitObjects } from '../../src/app/implicit-objects';
import { readAllIncludes } from '../../src/app/includes';
import { planTree } from '../../src/app/plan-tree';
import { writeTree } from '../../src/app/tree-writer';
import { ALL_RULES } from '../../src/rules/all-rules';
import { Judged } from '../../src/verification/judged';
import { verifyFleet } from '../../src/verification/verify';

/** What a finding says, wherever it was found. */
interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly object: string;
  readonly path: string;
  readonly message: string;
}

type Defect = (cluster: LayeredCluster) => void;

const VERSION = OciRef.semver('6.x');

/** A healthy cluster with one thing wrong. */
function programWith(defect: Defect): FluxApp {
  const app = new FluxApp({ pathInRepository: '' });
  const cluster = new LayeredCluster(app, 'production', {
    environment: Environment.PRODUCTION,
    sync: Sync.git('https://git.acme.io/fleet', { branch: 'main' }),
  });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: VERSION,
    verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
  });
  defect(cluster);
  return app;
}

const object = (kind: string, name: string, fields: object, apiVersion = 'v1') => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'podinfo' },
  ...fields,
});

const DEFECTS: Record<string, Defect> = {
  'nothing at all': () => {},
  'a Secret in plain text': ({ apps }) => new ApiObject(apps, 'db', object('Secret', 'db', { stringData: { password: 'hunter2' } })),
  'a source that is not there': ({ apps }) =>
    new ApiObject(
      apps,
      'lost',
      object(
        'HelmRelease',
        'lost',
        {
          spec: {
            interval: '1h',
            timeout: '5m',
            chartRef: { kind: 'OCIRepository', name: 'lost' },
            install: { strategy: { name: 'RetryOnFailure' } },
            upgrade: { strategy: { name: 'RetryOnFailure' } },
            driftDetection: { mode: 'enabled' },
          },
        },
        'helm.toolkit.fluxcd.io/v2',
      ),
    ),
  'an unknown field and a day for a duration': ({ apps }) =>
    new ApiObject(
      apps,
      'git',
      object(
        'GitRepository',
        'git',
        { spec: { url: 'https://git.acme.io/x', interval: '1d', brunch: 'main' } },
        'source.toolkit.fluxcd.io/v1',
      ),
    ),
  'an old version': ({ apps }) =>
    new ApiObject(
      apps,
      'old',
      object('Bucket', 'old', { spec: { bucketName: 'a', endpoint: 'a.io', interval: '5m' } }, 'source.toolkit.fluxcd.io/v1beta2'),
    ),
  'a pod with all rights': ({ apps }) =>
    new ApiObject(
      apps,
      'pod',
      object('Pod', 'pod', { spec: { hostNetwork: true, containers: [{ name: 'a', image: 'a', securityContext: { privileged: true } }] } }),
    ),
  'a text that is a number': ({ apps }) => new ApiObject(apps, 'config', object('ConfigMap', 'config', { data: { port: 8080 } })),
  'the same object in two layers': ({ apps, controllers }) => {
    new ApiObject(apps, 'config', object('ConfigMap', 'config', { data: { port: '8080' } }));
    new ApiObject(controllers, 'config', object('ConfigMap', 'config', { data: { port: '80' } }));
  },
};

async function throughFiles(app: FluxApp): Promise<Said[]> {
  const directory = mkdtempSync(join(tmpdir(), 'two-doors-'));
  try {
    const { rooms } = collect(app, readAllIncludes(app));
    writeTree(directory, planTree(dropDuplicateImplicitObjects(rooms.filter(({ room }) => room.cluster !== undefined))));
    const { contexts } = await loadFleet({ directory });
    return verifyFleet(contexts, ALL_RULES).map(said);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function said({ rule, severity, finding }: Judged): Said {
  const { field, message } = finding;
  return { rule: rule.id, severity, object: field.manifest.toString(), path: field.path, message };
}

function throughCode(app: FluxApp): Said[] {
  return app.verify().map(({ rule, severity, object: about, path, message }) => ({
    rule,
    severity,
    object: about ? `${about.kind} ${about.namespace ? `${about.namespace}/` : ''}${about.name}` : '',
    path,
    message,
  }));
}

const sorted = (all: Said[]) => [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test.each(Object.keys(DEFECTS))('%s is the same to the program and to the files it writes', async (name) => {
  const inCode = throughCode(programWith(DEFECTS[name]));

  expect(sorted(await throughFiles(programWith(DEFECTS[name])))).toEqual(sorted(inCode));
});

test.each(Object.keys(DEFECTS).slice(1))('%s is reported', (name) => {
  const healthy = throughCode(programWith(DEFECTS['nothing at all'])).length;

  expect(throughCode(programWith(DEFECTS[name])).length).toBeGreaterThan(healthy);
});
