import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import preset from '../renovate/default.json';

const EXAMPLES = join(__dirname, '../examples');

interface Dependency {
  readonly datasource: string;
  readonly depName: string;
  readonly registryUrl?: string;
  readonly currentValue: string;
}

/** What the preset finds in a program, as Renovate does: every match of every expression. */
function dependenciesIn(program: string): Dependency[] {
  return preset.customManagers.flatMap(({ matchStrings, datasourceTemplate }) =>
    matchStrings.flatMap((pattern) =>
      [...program.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => ({ datasource: datasourceTemplate, ...groups }) as Dependency),
    ),
  );
}

test('charts of a registry are found, by tag and by range', () => {
  const program = `
    new HelmReleaseFromOci(cluster.apps, 'podinfo', {
      chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      version: OciRef.semver('6.x'),
    });
    new HelmReleaseFromOci(cluster.apps, "redis", { chartUrl: "oci://ghcr.io/acme/redis", version: OciRef.tag("7.0.1") });
  `;

  expect(dependenciesIn(program)).toEqual([
    { datasource: 'docker', depName: 'ghcr.io/stefanprodan/charts/podinfo', currentValue: '6.x' },
    { datasource: 'docker', depName: 'ghcr.io/acme/redis', currentValue: '7.0.1' },
  ]);
});

test('charts of a Helm repository are found, each once, by their name or that of the release', () => {
  const program = `
    new HelmReleaseFromRepository(cluster.layer('controllers'), 'cert-manager', {
      repositoryUrl: 'https://charts.jetstack.io',
      version: '1.x',
    });
    new HelmReleaseFromRepository(controllers, 'certs', {
      repositoryUrl: 'https://charts.jetstack.io',
      chart: 'trust-manager',
      version: 'v0.18.0',
    });
  `;

  expect(dependenciesIn(program)).toEqual([
    { datasource: 'helm', depName: 'cert-manager', registryUrl: 'https://charts.jetstack.io', currentValue: '1.x' },
    { datasource: 'helm', depName: 'trust-manager', registryUrl: 'https://charts.jetstack.io', currentValue: 'v0.18.0' },
  ]);
});

/** Releases of the examples of which the program makes the address (10) or the version (02), so that nobody else can change it. */
const BY_EXPRESSION = 2;

test('every release of the examples is found that has its version written out', () => {
  const programs = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('main.ts'));
  const text = programs.map((file) => readFileSync(join(EXAMPLES, file), 'utf8')).join('\n');
  const releases = [...text.matchAll(/new HelmReleaseFrom(Oci|Repository)\(/g)];

  expect(releases.length).toBeGreaterThan(4);
  expect(dependenciesIn(text)).toHaveLength(releases.length - BY_EXPRESSION);
});
