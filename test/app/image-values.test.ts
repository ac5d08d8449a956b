import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Cluster,
  ConfigMap,
  DigestReflection,
  FluxApp,
  HelmRelease,
  ImagePolicy,
  ImageRef,
  ImageRepository,
  Install,
  Kustomization,
  Layer,
  OciRepository,
  TagPolicy,
} from '../../src';
import { place } from '../../src/primitives/placement';
import { compareVersions, parseVersion } from '../../src/primitives/semver';
import { stub } from '../support/stderr';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

const IMAGE = 'ghcr.io/acme/app';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;
const DEPLOYMENT = 'web/production/app/deployment.yaml';
const RELEASE = 'web/production/app/release.yaml';

interface Program {
  readonly tags?: TagPolicy;
  readonly tag?: string;
  readonly image?: string;
  readonly digest?: string;
  /** What is made of the image; a Deployment unless it says otherwise. */
  readonly define?: (layer: Layer, image: ImageRef) => unknown;
  readonly check?: boolean;
}

/** A program with one image, as its user would write it. */
function run(
  directory: string,
  { tags = TagPolicy.semver('1.x'), tag = '1.0.0', image = IMAGE, digest, define, check }: Program = {},
): void {
  const app = new FluxApp({ repository: directory, check });
  const cluster = new Cluster(app, 'production', { install: Install.bootstrap() });
  const layer = new Layer(cluster, 'web', { namespace: 'apps' });
  const repository = new ImageRepository(layer, 'images', { image });
  const policy = new ImagePolicy(layer, 'app-images', { name: 'app', repository, tags, digest: DigestReflection.ifNotPresent() });
  (define ?? deployment)(layer, policy.image(tag, { digest }));
  stub(() => app.synth());
}

function deployment(layer: Layer, image: ImageRef): ApiObject {
  const containers = [{ name: 'app', image: image.ref, ports: [{ containerPort: 80 }] }];
  return new ApiObject(layer, 'app', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { selector: { matchLabels: { app: 'app' } }, template: { metadata: { labels: { app: 'app' } }, spec: { containers } } },
  } as any);
}

const release = (keys: ('name' | 'tag' | 'digest')[]) => (layer: Layer, image: ImageRef) => {
  const chart = OciRepository.fromOciRepositoryName(layer, 'chart', 'app');
  return new HelmRelease(layer, 'app', { chart, values: { image: Object.fromEntries(keys.map((key) => [key, image[key]])) } });
};

const read = (directory: string, path = DEPLOYMENT): string => readFileSync(join(directory, path), 'utf8');

/** The lines of a file that Flux may write to, without indentation. */
const marked = (directory: string, path = DEPLOYMENT): string[] =>
  read(directory, path)
    .split('\n')
    .filter((line) => line.includes('$imagepolicy'))
    .map((line) => line.trim().replace(/^- /, ''));

/** Writes what a policy selects as Flux's setters do: the value alone, in the quotes that it has, and in some where it needs them. */
function setter(directory: string, selected: { name?: string; tag: string; digest?: string }, path = DEPLOYMENT): void {
  const { name = IMAGE, tag, digest = '' } = selected;
  const values: Record<string, string> = { tag, name, digest, '': `${name}:${tag}${digest && `@${digest}`}` };
  const text = read(directory, path).replace(
    /: (?:"[^"\n]*"|\S+) (# \{"\$imagepolicy": "apps:app:?(\w*)"\})$/gm,
    (line, comment: string, part: string) => {
      const isQuoted = line.startsWith(': "') || /^[\d.]+$/.test(values[part]) !== /\..*\./.test(values[part]);
      return `: ${isQuoted && !line.includes('/') ? `"${values[part]}"` : values[part]} ${comment}`;
    },
  );
  writeFileSync(join(directory, path), text);
}

const inTree = (sentence: string, check: (directory: string) => void) => test(sentence, () => inTemporaryDirectory(check));

describe('a new tree', () => {
  inTree('has the value of the program with its marker', (directory) => {
    run(directory);

    expect(marked(directory)).toEqual([`image: ${IMAGE}:1.0.0 # {"$imagepolicy": "apps:app"}`]);
  });

  inTree('has the digest of the program where the policy looks it up', (directory) => {
    run(directory, { digest: DIGEST });

    expect(marked(directory)).toEqual([`image: ${IMAGE}:1.0.0@${DIGEST} # {"$imagepolicy": "apps:app"}`]);
  });

  inTree('has markers in Helm values', (directory) => {
    run(directory, { define: release(['name', 'tag', 'digest']), digest: DIGEST });

    expect(marked(directory, RELEASE)).toEqual([
      `name: ${IMAGE} # {"$imagepolicy": "apps:app:name"}`,
      'tag: 1.0.0 # {"$imagepolicy": "apps:app:tag"}',
      `digest: ${DIGEST} # {"$imagepolicy": "apps:app:digest"}`,
    ]);
  });

  inTree('has markers in the images of a Kustomization', (directory) => {
    run(directory, {
      define: (layer, image) => {
        const images = [{ name: 'app', newName: image.name, newTag: image.tag }];
        new Kustomization(layer, 'app', { source: layer.cluster.source, path: './app', images });
      },
    });

    expect(marked(directory, 'web/production/app/sync.yaml')).toEqual([
      `newName: ${IMAGE} # {"$imagepolicy": "apps:app:name"}`,
      'newTag: 1.0.0 # {"$imagepolicy": "apps:app:tag"}',
    ]);
  });

  inTree('has markers in what a patch of the program adds', (directory) => {
    run(directory, {
      define: (layer, image) =>
        release([])(layer, image).apiObject.addJsonPatch(JsonPatch.add('/spec/values', { list: [{ image: image.ref }] })),
    });

    expect(marked(directory, RELEASE)).toEqual([`image: ${IMAGE}:1.0.0 # {"$imagepolicy": "apps:app"}`]);
  });

  inTree('quotes a tag that looks like a number, in front of the marker', (directory) => {
    run(directory, { define: release(['tag']), tags: TagPolicy.highest('^[0-9.]+$'), tag: '1.10' });

    expect(marked(directory, RELEASE)).toEqual(['tag: "1.10" # {"$imagepolicy": "apps:app:tag"}']);
  });
});

/** Whether a check of the tree finds it to be what the program says. */
function isUnchanged(directory: string, program: Program = {}): boolean {
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    run(directory, { ...program, check: true });
    return process.exitCode === undefined;
  } finally {
    process.exitCode = before;
  }
}

describe('when Flux has moved a value', () => {
  inTree('the next synthesis changes nothing, and a check finds no difference', (directory) => {
    run(directory);
    setter(directory, { tag: '1.4.0', digest: DIGEST });
    const moved = read(directory);

    expect(moved).toContain(`image: ${IMAGE}:1.4.0@${DIGEST} # {`);
    expect(isUnchanged(directory)).toBe(true);
    run(directory);
    expect(read(directory)).toBe(moved);
  });

  inTree('what a preview writes elsewhere is the same', (directory) => {
    run(directory);
    setter(directory, { tag: '1.4.0' });
    const preview = join(directory, 'preview');
    process.env.FLUX_APP_REPOSITORY = preview;
    try {
      run(directory);
    } finally {
      delete process.env.FLUX_APP_REPOSITORY;
    }

    expect(read(preview)).toBe(read(directory));
  });

  inTree('quotes that Flux keeps or adds are no change', (directory) => {
    const define = release(['tag']);
    const build = { define, tags: TagPolicy.newestBy('^[0-9a-f.-]+$'), tag: '1.10' };
    run(directory, build);
    setter(directory, { tag: '2-abc' }, RELEASE);

    expect(marked(directory, RELEASE)).toEqual(['tag: "2-abc" # {"$imagepolicy": "apps:app:tag"}']);
    expect(isUnchanged(directory, build)).toBe(true);
  });

  inTree('quotes that a person forgot are added', (directory) => {
    const build = { define: release(['tag']), tags: TagPolicy.highest('^[0-9.]+$'), tag: '1.10' };
    run(directory, build);
    writeFileSync(join(directory, RELEASE), read(directory, RELEASE).replace('"1.10"', '1.20'));
    run(directory, build);

    expect(marked(directory, RELEASE)).toEqual(['tag: "1.20" # {"$imagepolicy": "apps:app:tag"}']);
  });

  inTree('the value stays when the rest of the file changes', (directory) => {
    run(directory);
    setter(directory, { tag: '1.4.0' });
    run(directory, {
      define: (layer, image) =>
        deployment(layer, image).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0', { name: 'proxy', image: 'envoy:1' })),
    });

    expect(read(directory)).toContain('image: envoy:1\n');
    expect(marked(directory)).toEqual([`image: ${IMAGE}:1.4.0 # {"$imagepolicy": "apps:app"}`]);
  });

  inTree('the value goes along when the file moves', (directory) => {
    run(directory);
    setter(directory, { tag: '1.4.0' });
    run(directory, { define: (layer, image) => place(deployment(layer, image), { component: 'frontend' }) });

    expect(marked(directory, 'web/production/frontend/app-deployment.yaml')).toEqual([
      `image: ${IMAGE}:1.4.0 # {"$imagepolicy": "apps:app"}`,
    ]);
  });

  inTree('each cluster keeps its own value when the files of several move', (directory) => {
    const define = (layer: string) => {
      const app = new FluxApp({ repository: directory });
      for (const id of ['staging', 'production']) {
        const cluster = new Cluster(app, id, { install: Install.bootstrap() });
        const policy = ImagePolicy.fromImagePolicyName(cluster, 'policy', 'app', 'apps');
        deployment(new Layer(cluster, layer, { namespace: 'apps' }), policy.image('1.0.0', { name: IMAGE }));
      }
      stub(() => app.synth());
    };
    define('web');
    setter(directory, { tag: '1.9.0' }, 'web/staging/app/deployment.yaml');
    setter(directory, { tag: '1.4.0' });
    define('frontend');

    expect(marked(directory, 'frontend/staging/app/deployment.yaml')[0]).toContain('app:1.9.0 #');
    expect(marked(directory, 'frontend/production/app/deployment.yaml')[0]).toContain('app:1.4.0 #');
  });
});

/** The line of a Deployment after a program ran on what Flux had written. */
function settled(directory: string, onDisk: { name?: string; tag: string; digest?: string }, program: Program): string {
  run(directory);
  setter(directory, onDisk);
  run(directory, program);
  return /image: (\S+) # /.exec(read(directory))![1];
}

describe('of the value in the program and that on disk, the one counts that the policy would select', () => {
  test.each<[string, { name?: string; tag: string; digest?: string }, Program, string]>([
    ['a newer one in the program', { tag: '1.4.0' }, { tag: '1.5.0' }, `${IMAGE}:1.5.0`],
    ['an older one in the program', { tag: '1.4.0' }, { tag: '1.3.0' }, `${IMAGE}:1.4.0`],
    ['a range that no longer takes what is on disk', { tag: '1.4.0' }, { tags: TagPolicy.semver('2.x'), tag: '2.0.0' }, `${IMAGE}:2.0.0`],
    ['a way back', { tag: '1.4.0' }, { tags: TagPolicy.semver('1.3.x'), tag: '1.3.7' }, `${IMAGE}:1.3.7`],
    ['a range that takes neither: nothing goes back on a guess', { tag: '1.4.0' }, { tags: TagPolicy.semver('2.x') }, `${IMAGE}:1.4.0`],
    [
      'a range that takes only what is on disk',
      { tag: '1.4.0', digest: DIGEST },
      { tags: TagPolicy.semver('1.4.x') },
      `${IMAGE}:1.4.0@${DIGEST}`,
    ],
    ['a pattern that only Go reads: what is on disk', { tag: '1.4.0' }, { tags: TagPolicy.semver('9.x', '(?i).*') }, `${IMAGE}:1.4.0`],
    [
      'a digest that was moved under the same tag',
      { tag: '1.0.0', digest: OTHER_DIGEST },
      { digest: DIGEST },
      `${IMAGE}:1.0.0@${OTHER_DIGEST}`,
    ],
    ['a digest that only the program has', { tag: '1.0.0' }, { digest: DIGEST }, `${IMAGE}:1.0.0@${DIGEST}`],
    ['another registry with the same tags', { tag: '1.4.0', digest: DIGEST }, { image: 'quay.io/acme/app' }, 'quay.io/acme/app:1.4.0'],
    ['no reference at all on disk', { name: 'x', tag: '??' }, {}, `${IMAGE}:1.0.0`],
  ])('%s', (_, onDisk, program, expected) => {
    inTemporaryDirectory((directory) => expect(settled(directory, onDisk, program)).toBe(expected));
  });

  inTree('a digest alone follows the tag beside it', (directory) => {
    const define = release(['tag', 'digest']);
    const values = (): string[] => marked(directory, RELEASE).map((line) => line.replace(/ #.*/, ''));
    run(directory, { define, digest: DIGEST });
    setter(directory, { tag: '1.4.0', digest: OTHER_DIGEST }, RELEASE);
    run(directory, { define, digest: DIGEST });
    expect(values()).toEqual(['tag: 1.4.0', `digest: ${OTHER_DIGEST}`]);

    run(directory, { define, digest: DIGEST, tag: '1.5.0' });
    expect(values()).toEqual(['tag: 1.5.0', `digest: ${DIGEST}`]);
  });

  inTree('an empty digest, which old policies wrote, is not kept', (directory) => {
    const define = release(['tag', 'digest']);
    run(directory, { define, digest: DIGEST });
    setter(directory, { tag: '1.4.0', digest: '' }, RELEASE);
    run(directory, { define, digest: DIGEST });

    expect(marked(directory, RELEASE)[1]).toContain(`digest: ${DIGEST} #`);
  });
});

describe('a part of an image that is not the whole value', () => {
  test.each<[string, Program['define'], string]>([
    [
      'within a text',
      (layer, { tag }) =>
        release([])(layer, {} as ImageRef).apiObject.addJsonPatch(JsonPatch.add('/spec/values', { tag: `${tag}-alpine` })),
      'spec.values.tag',
    ],
    [
      'as a key',
      (layer, { tag }) => release([])(layer, {} as ImageRef).apiObject.addJsonPatch(JsonPatch.add('/spec/values', { [tag]: 1 })),
      'spec.values',
    ],
  ])('is refused %s', (_, define, path) => {
    inTemporaryDirectory((directory) => {
      const error = errorOf(() => run(directory, { define }));

      expect(error).toContain(
        `HelmRelease 'production/web/app': ${path} must be the part of an ImageRef alone: Flux writes whole values of fields, and reads no ` +
          'marker inside of a text, got "1.0.0 # {',
      );
      expect(error).toMatch(/\n {2}fix: give the part a field of its own, or write name and tag as plain text$/);
    });
  });

  inTree('a text of the user that looks like a marker stays a text', (directory) => {
    const text = `image: x # {"$imagepolicy": "apps:other"}\n`;
    run(directory, { define: (layer, image) => [deployment(layer, image), new ConfigMap(layer, 'notes', { data: { text } })] });

    expect(read(directory, 'web/production/notes/config-map.yaml')).toContain('  text: |\n    image: x # {');
  });
});

describe('a file that a layer includes', () => {
  const FILE = 'web/production/files/app.yaml';
  const text = (tag: string, policy = 'apps:app') =>
    `# Kept.\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: files, namespace: apps}\ndata:\n  tag: '${tag}'   # {"$imagepolicy": "${policy}:tag"}\n`;

  /** Copies a file, lets Flux change the copy, and copies another version of the file. */
  function copied(directory: string, first: string, onDisk: string, second: string): string {
    const include = (content: string) => {
      putFiles(directory, { 'source/files/app.yaml': content });
      run(join(directory, 'tree'), {
        define: (layer, image) => {
          deployment(layer, image);
          layer.include(join(directory, 'source/files'));
          ImagePolicy.fromImagePolicyName(layer, 'elsewhere', 'policy', 'other');
        },
      });
    };
    include(first);
    expect(read(directory, `tree/${FILE}`)).toBe(first);
    putFiles(directory, { [`tree/${FILE}`]: onDisk });
    include(second);
    return read(directory, `tree/${FILE}`);
  }

  inTree('keeps what Flux wrote into the copy, and every other byte of the file', (directory) => {
    expect(copied(directory, text('1.0.0'), text('1.4.0'), text('1.0.0').replace('Kept', 'Changed'))).toBe(
      text('1.4.0').replace('Kept', 'Changed'),
    );
  });

  inTree('has a newer version of its own', (directory) => {
    expect(copied(directory, text('1.0.0'), text('1.4.0'), text('1.5.0'))).toBe(text('1.5.0'));
  });

  inTree('is copied as it is where the policy is defined elsewhere', (directory) => {
    const other = 'other:policy';

    expect(copied(directory, text('1.0.0', other), text('1.4.0', other), text('1.0.0', other))).toBe(text('1.0.0', other));
  });
});

test('whatever tags there are, a second synthesis changes nothing, and no tag of the range goes back', () => {
  const versions = fc.tuple(fc.nat(3), fc.nat(3)).map(([minor, patch]) => `1.${minor}.${patch}`);
  fc.assert(
    fc.property(versions, versions, (onDisk, own) =>
      inTemporaryDirectory((directory) => {
        const value = settled(directory, { tag: onDisk }, { tag: own });
        const [newer] = [onDisk, own].sort((a, b) => compareVersions(parseVersion(b)!, parseVersion(a)!));

        expect(value).toBe(`${IMAGE}:${newer}`);
        expect(isUnchanged(directory, { tag: own })).toBe(true);
      }),
    ),
    { numRuns: 20 },
  );
});
