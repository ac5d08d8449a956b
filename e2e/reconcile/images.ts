import { until } from '../harness/until';
import { apply, find, type Id, readyOf, untilReady } from './objects';
import { gitSource } from './sync';
import type { World } from './world';

const REPOSITORY = 'images';
const FILE = 'apps/web.yaml';
const NAMESPACE = 'flux-system';
const API = 'image.toolkit.fluxcd.io/v1';
const metadata = { name: 'web', namespace: NAMESPACE };

/** A policy finds a newer tag in the registry, and the automation moves the marker in Git; nothing else changes. */
export async function proveImages(world: World): Promise<string> {
  const image = `${world.registry.host}/images/web`;
  for (const tag of ['1.0.0', '1.1.0', '2.0.0']) await world.registry.pushArtifact('images/web', tag, { 'version.txt': tag });
  world.git.commit(REPOSITORY, { [FILE]: deployment(`${image}:1.0.0`), 'README.md': `Not ${image}:1.0.0.\n` });
  await apply(world, gitSource(world, REPOSITORY, REPOSITORY));
  for (const object of objectsFor(image)) await apply(world, object);
  await untilReady(world, objectsFor(image));

  const expected = deployment(`${image}:1.1.0`);
  await until('the image to be moved in Git', async () => (world.git.read(REPOSITORY, FILE) === expected ? true : undefined)).catch(
    async (error: Error) => {
      const { message } = readyOf(await find(world, objectsFor(image)[2])) ?? {};
      throw new Error(`${error.message}; the automation says ${message}; the file is\n${world.git.read(REPOSITORY, FILE)}`);
    },
  );
  if (!world.git.read(REPOSITORY, 'README.md').includes(':1.0.0')) throw new Error('the automation changed what has no marker');
  return '1.0.0 -> 1.1.0';
}

function deployment(image: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: default
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: ${image} # {"$imagepolicy": "${NAMESPACE}:${metadata.name}"}
`;
}

function objectsFor(image: string): (Id & { readonly spec: object })[] {
  const author = { name: 'e2e', email: 'e2e@example.com' };
  return [
    { apiVersion: API, kind: 'ImageRepository', metadata, spec: { image, interval: '10m', insecure: true } },
    {
      apiVersion: API,
      kind: 'ImagePolicy',
      metadata,
      spec: { imageRepositoryRef: { name: metadata.name }, policy: { semver: { range: '1.x' } } },
    },
    {
      apiVersion: API,
      kind: 'ImageUpdateAutomation',
      metadata,
      spec: {
        interval: '10m',
        sourceRef: { kind: 'GitRepository', name: REPOSITORY },
        git: { checkout: { ref: { branch: 'main' } }, commit: { author }, push: { branch: 'main' } },
        update: { path: './apps', strategy: 'Setters' },
      },
    },
  ];
}
