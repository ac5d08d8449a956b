import { ApiObject } from 'cdk8s';
import { Auth, FluxApp, HelmReleaseFromOci, ImageUpdates, LayeredCluster, OciRef, Sync, TagPolicy } from '../../src';
import { objectsByName } from '../../test/support/fleet';
import type { Files } from '../harness/tar';
import { until } from '../harness/until';
import { prefixed } from './layered';
import { apply, find, type Id, readyOf, untilReady } from './objects';
import { readFolder, writeFiles } from './prediction';
import { localized, type World } from './world';

const REPOSITORY = 'images';
const UPDATES = 'image-updates';
/** Where production has images moved, for people to merge. */
const REVIEWED = `${UPDATES}/production/flux-system-${UPDATES}`;

/**
 * What `ImageUpdates.git()` writes moves the image of its program in Git, on a branch for review; when that is merged, the program,
 * which still says the first tag, writes the tree as it stands there.
 *
 * @returns what was moved, and in how many lines
 */
export async function proveImages(world: World): Promise<string> {
  const image = `${world.registry.host}/images/web`;
  for (const tag of ['1.0.0', '1.1.0', '2.0.0']) await world.registry.pushArtifact('images/web', tag, { 'version.txt': tag });
  const directory = world.place.path('images-program');
  const tree = synthesized(directory, image);
  // What people wrote stays as it is: text without a marker, and a marker in a place that is none of the automation's business.
  const others = {
    'README.md': `Not ${image}:1.0.0.\n`,
    'elsewhere.yaml': `image: ${image}:1.0.0 # {"$imagepolicy": "flux-system:web"}\n`,
  };
  const before = { ...others, ...tree };
  world.git.commit(REPOSITORY, before);
  const objects = objectsOfUpdates(localized(tree, world));
  for (const object of objects) await apply(world, object);
  await untilReady(world, objects);

  await untilMoved(world, { ...others, ...moved(tree) }, objects);
  expectSame('the branch that nobody has merged into', world.git.files(REPOSITORY, 'main'), before);
  world.git.merge(REPOSITORY, REVIEWED);
  const merged = world.git.files(REPOSITORY, 'main');
  writeFiles(directory, withoutPrefix(merged));
  expectSame('the next synthesis', { ...others, ...synthesized(directory, image) }, merged);
  return `1.0.0 -> 1.1.0 in ${linesWithMarker(tree)} lines`;
}

/** The tree of a program with an image, as it writes it over what stands in the directory. */
function synthesized(directory: string, image: string): Files {
  const app = new FluxApp({ repository: directory, pathInRepository: 'fleet' });
  const cluster = new LayeredCluster(app, 'production', { sync: Sync.git(`https://github.com/acme/${REPOSITORY}`) });
  const updates = ImageUpdates.git(cluster.apps, UPDATES, { auth: Auth.secret('fleet-writer') });
  const web = updates.image('web', { image, tags: TagPolicy.semver('1.x'), tag: '1.0.0' });
  new HelmReleaseFromOci(cluster.apps, 'web', {
    chartUrl: 'oci://ghcr.io/acme/charts/web',
    version: OciRef.semver('1.x'),
    values: { image: { repository: web.name, tag: web.tag }, note: '1.0.0' },
  });
  const labels = { app: 'worker' };
  new ApiObject(cluster.apps, 'worker', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'worker', namespace: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'worker', image: web.ref, args: [`${image}:1.0.0`] }] } },
    },
  } as any);
  quietly(() => app.synth());
  return prefixed('fleet', readFolder(directory));
}

/** Runs a program without the findings that it prints for a person. */
function quietly(act: () => void): void {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    act();
  } finally {
    process.stderr.write = write;
  }
}

/** The objects that move images, with the source that they push to. */
function objectsOfUpdates(files: Files): Id[] {
  const yaml = Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`fleet/apps/production/${UPDATES}/`)));
  return Object.values(objectsByName(yaml)).filter(({ apiVersion }) => /^(image|source)\.toolkit\.fluxcd\.io\//.test(apiVersion));
}

async function untilMoved({ git, ...world }: World, expected: Files, objects: readonly Id[]): Promise<void> {
  const isPushed = async (): Promise<true | undefined> => git.has(REPOSITORY, REVIEWED) || undefined;
  await until(`the branch ${REVIEWED}`, isPushed).catch(async (error: Error) => {
    const automation = objects.find(({ kind }) => kind === 'ImageUpdateAutomation')!;
    const { message } = readyOf(await find({ git, ...world }, automation)) ?? {};
    throw new Error(`${error.message}; the automation says ${message}`);
  });
  expectSame('the branch for review', git.files(REPOSITORY, REVIEWED), expected);
}

const MARKER = '# {"$imagepolicy":';

function moved(files: Files): Files {
  const line = (text: string): string => (text.includes(MARKER) ? text.replace('1.0.0', '1.1.0') : text);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.split('\n').map(line).join('\n')]));
}

function linesWithMarker(files: Files): number {
  return Object.values(files).join('\n').split(MARKER).length - 1;
}

function withoutPrefix(files: Files): Files {
  const ours = Object.entries(files).filter(([path]) => path.startsWith('fleet/'));
  return Object.fromEntries(ours.map(([path, text]) => [path.slice('fleet/'.length), text]));
}

/** Two trees have the same files with the same text. */
function expectSame(what: string, actual: Files, expected: Files): void {
  const paths = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
  const different = paths.filter((path) => actual[path] !== expected[path]);
  const shown = different.map((path) => `${path} is\n${actual[path]}\nand not\n${expected[path]}`);
  if (different.length > 0) throw new Error(`${what}: ${shown.join('\n')}`);
}
