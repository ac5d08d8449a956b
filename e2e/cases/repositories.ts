import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printYaml } from '../../src/repository/yaml-printer';
import { Random } from './random';

/** Writes a repository of one cluster, whose Kustomizations use what Flux and kustomize offer, in any combination. */
export function writeRepository(directory: string, random: Random, count: number): void {
  const write = (path: string, ...objects: object[]) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), objects.map(printYaml).join('---\n'));
  };
  write('clusters/test/flux-system/gotk-sync.yaml', ...sync());
  write('clusters/test/vars.yaml', config('vars', 'flux-system', { REGION: 'eu', PORT: '8080', EMPTY: '', QUOTED: 'yes' }));
  for (let index = 0; index < count; index++) {
    const name = `app-${index}`;
    write(`clusters/test/${name}.yaml`, fluxKustomization(name, random));
    writeDirectory(write, `apps/${name}`, name, random);
  }
}

type Write = (path: string, ...objects: object[]) => void;

function writeDirectory(write: Write, path: string, name: string, random: Random): void {
  write(
    `${path}/objects.yaml`,
    deployment(name, random),
    config(`${name}-config`, 'apps', { region: '${REGION:=none}', plain: 'text', port: '8080' }),
  );
  write(`${path}/more/service.yaml`, service(name));
  write(`${path}/component/kustomization.yaml`, {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    patches: [{ target: { kind: 'Deployment' }, patch: '- op: add\n  path: /metadata/annotations\n  value: { component: "yes" }\n' }],
  });
  // Without a file, Flux lists what is there, component and all.
  if (random.chance(0.3)) return;
  const optional = <T>(probability: number, field: T): T | object => (random.chance(probability) ? field! : {});
  write(`${path}/kustomization.yaml`, {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['objects.yaml', 'more/service.yaml'],
    ...optional(0.3, { namespace: 'inner' }),
    ...optional(0.3, { namePrefix: 'pre-' }),
    ...optional(0.2, { nameSuffix: '-post' }),
    ...optional(0.3, { images: [{ name: 'ghcr.io/acme/web', newTag: '2.0.0' }] }),
    ...optional(0.3, { labels: [{ pairs: { team: 'a' }, includeSelectors: random.chance(0.5) }] }),
    ...optional(0.2, { commonAnnotations: { note: 'any' } }),
    ...optional(0.3, { configMapGenerator: [{ name: 'made', literals: ['a=1', 'b=two'] }] }),
    ...optional(0.2, { replicas: [{ name, count: 3 }] }),
    ...optional(0.3, { components: ['component'] }),
    ...optional(0.3, { patches: [{ target: { kind: 'ConfigMap' }, patch: '- op: add\n  path: /data/patched\n  value: "true"\n' }] }),
  });
}

/** A Kustomization of Flux with some of the fields that change what is built. */
function fluxKustomization(name: string, random: Random): object {
  const optional = <T>(probability: number, field: T): T | object => (random.chance(probability) ? field! : {});
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      interval: '1h',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      path: `./apps/${name}${random.chance(0.1) ? '/more' : ''}`,
      ...optional(0.3, { targetNamespace: 'target' }),
      ...optional(0.3, { namePrefix: 'flux-' }),
      ...optional(0.2, { nameSuffix: '-flux' }),
      ...optional(0.3, {
        images: [{ name: 'ghcr.io/acme/web', newName: 'registry.example.com/web', ...optional(0.5, { newTag: '3.1.0' }) }],
      }),
      ...optional(0.3, { components: ['./component'] }),
      ...optional(0.2, { components: ['./absent'], ignoreMissingComponents: true }),
      ...optional(0.4, { commonMetadata: { labels: { owner: 'flux' }, ...optional(0.5, { annotations: { from: 'flux' } }) } }),
      ...optional(0.4, { patches: [{ patch: patchOf(name), ...optional(0.5, { target: { kind: 'Deployment' } }) }] }),
      ...optional(0.6, { postBuild: postBuild(random) }),
    },
  };
}

function postBuild(random: Random): object {
  return {
    ...(random.chance(0.6) && { substitute: random.pick<object>([{ REGION: 'us' }, { REGION: '' }, { PORT: '9090', REGION: 'a: b' }]) }),
    ...(random.chance(0.5) && {
      substituteFrom: [
        { kind: 'ConfigMap', name: 'vars' },
        ...(random.chance(0.3) ? [{ kind: 'Secret', name: 'absent', optional: true }] : []),
      ],
    }),
  };
}

function patchOf(name: string): string {
  return printYaml({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'apps' }, spec: { replicas: 5 } });
}

function deployment(name: string, random: Random): object {
  const labels = { app: name };
  const port = random.pick<unknown>([8080, '${PORT:=80}', '${PORT:-"80"}']);
  const containers = [
    { name: 'web', image: 'ghcr.io/acme/web:1.0.0', env: [{ name: 'REGION', value: '${REGION:=none}' }], ports: [{ containerPort: port }] },
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'apps' },
    spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

function service(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'apps' },
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  };
}

function config(name: string, namespace: string, data: Record<string, string>): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

function sync(): object[] {
  const metadata = { name: 'flux-system', namespace: 'flux-system' };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: { interval: '1m', ref: { branch: 'main' }, url: 'https://example.com/fleet.git' },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { interval: '10m', path: './clusters/test', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
    },
  ];
}
