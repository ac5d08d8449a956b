import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { generateBindings } from '../scripts/import/bindings';
import { differences, differencesByHash, readGenerated, writeGenerated } from '../scripts/import/checkout';
import { downloadCrds } from '../scripts/import/download-crds';
import { generate } from '../scripts/import/generate';
import { type Pin, readPins } from '../scripts/import/pins';
import { readCrds } from '../scripts/import/read-crds';
import { allCrds, crdOf } from '../src/schemas/crds';

const ROOT = join(__dirname, '..');
const INPUTS = join(ROOT, '../shared/crds');
const noInputs = !existsSync(INPUTS);
if (noInputs) console.log('import-script.test: skips the new import, because there is no folder ../shared/crds');

const pins = readPins(ROOT);
let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'import-test-'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(scratch, { recursive: true });
});

test('an import of what was imported gives the committed files', () => {
  expect(differences(readGenerated(ROOT), generate(pins, allCrds()))).toEqual([]);
});

test.skipIf(noInputs)('an import of the upstream CRDs gives the committed files', () => {
  expect(differences(readGenerated(ROOT), generate(pins, readCrds(INPUTS, pins)))).toEqual([]);
});

test('two imports give the same bytes, in whatever order the CRDs come', () => {
  expect(differences(generate(pins, allCrds()), generate(pins, allCrds().reverse()))).toEqual([]);
});

test('a kind with two versions gets two classes, and the stored one has the plain name', () => {
  const crd = crdOf('onepassword.com', 'OnePasswordItem')!;
  const [stored] = crd.spec.versions;
  const versions = [{ ...stored, name: 'v1beta1', storage: false }, stored];
  const code = generateBindings([{ ...crd, spec: { ...crd.spec, versions } }]).get('imports/onepassword.com.ts')!;

  expect(code).toMatch(/class OnePasswordItem extends ApiObject \{[^}]*apiVersion: 'onepassword.com\/v1',/);
  expect(code).toMatch(/class OnePasswordItemV1Beta1 extends ApiObject \{[^}]*apiVersion: 'onepassword.com\/v1beta1',/);
});

describe('a download of the pinned releases', () => {
  /** Serves each pinned file as upstream writes it: YAML with prose, annotations and columns. */
  function serve(pin: Pin): Map<string, string> {
    const files = new Map<string, string>();
    for (const [kind, file] of Object.entries(pin.kinds)) {
      const crd = structuredClone(allCrds().find(({ spec }) => spec.names.kind === kind)) as any;
      crd.metadata.annotations = { 'controller-gen.kubebuilder.io/version': 'v0.19.0' };
      crd.spec.versions[0].additionalPrinterColumns = [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }];
      crd.spec.versions[0].schema.openAPIV3Schema.description = 'prose';
      const url = `https://raw.githubusercontent.com/${pin.repository}/${pin.tag}/${file}`;
      files.set(url, `${files.get(url) ?? ''}---\n${dump(crd)}`);
    }
    return files;
  }

  test('gives the committed files', async () => {
    const files = new Map(pins.flatMap((pin) => [...serve(pin)]));
    vi.stubGlobal('fetch', async (url: string) => new Response(files.get(url), { status: files.has(url) ? 200 : 404 }));
    expect(differences(readGenerated(ROOT), generate(pins, await downloadCrds(pins)))).toEqual([]);
  });

  test('says which file it could not get, and what works without a network', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
    await expect(downloadCrds([{ repository: 'acme/ops', tag: 'v1', kinds: { Widget: 'crd.yaml' } }])).rejects.toThrow(
      'could not download https://raw.githubusercontent.com/acme/ops/v1/crd.yaml: HTTP 404.\n' +
        '  fix: without a network, npm run import -- --crds <folder>',
    );
  });

  test('says which kind a file does not define', async () => {
    vi.stubGlobal('fetch', async () => new Response('kind: ConfigMap'));
    await expect(downloadCrds([{ repository: 'acme/ops', tag: 'v1', kinds: { Widget: 'crd.yaml' } }])).rejects.toThrow(
      "acme/ops@v1: crd.yaml must define the kind Widget, got no CRD.\n  fix: correct the path of the kind under 'crds' in cdk8s.yaml",
    );
  });
});

test('a folder of CRDs from another release than the pinned one is refused', () => {
  writeFileSync(
    join(scratch, 'index.json'),
    JSON.stringify([{ file: 'w.json', kind: 'Widget', repository: 'acme/ops', tag: 'v2', bindings: true }]),
  );
  expect(() => readCrds(scratch, [{ repository: 'acme/ops', tag: 'v1', kinds: { Widget: 'crd.yaml' } }])).toThrow(
    [
      `${join(scratch, 'index.json')} must name the releases and kinds that cdk8s.yaml pins under 'crds'.`,
      '  pinned, but not in the folder: acme/ops@v1 Widget',
      '  in the folder, but not pinned: acme/ops@v2 Widget',
      '  fix: edit the list in cdk8s.yaml, or take the folder of the pinned releases',
    ].join('\n'),
  );
});

describe('without the CRDs', () => {
  beforeEach(() => writeGenerated(scratch, readGenerated(ROOT)));

  test('the committed files are those that the import wrote', () => {
    expect(differencesByHash(scratch, pins)).toEqual([]);
  });

  test('an edited, an added and a removed file are found', () => {
    writeFileSync(join(scratch, 'imports/flagger.app.ts'), 'export {};\n');
    writeFileSync(join(scratch, 'imports/acme.io.ts'), 'export {};\n');
    rmSync(join(scratch, 'imports/onepassword.com.ts'));
    expect(differencesByHash(scratch, pins)).toEqual(['imports/acme.io.ts', 'imports/flagger.app.ts', 'imports/onepassword.com.ts']);
  });

  test('a new tag without a new import is found', () => {
    expect(differencesByHash(scratch, [{ ...pins[0], tag: 'v99.0.0' }, ...pins.slice(1)])).toEqual(['cdk8s.yaml']);
  });

  test('--check says that it compared only hashes', () => {
    const checkout = join(scratch, 'a', 'checkout');
    for (const path of ['cdk8s.yaml', 'imports', 'src/schemas', 'src/verification/cel', 'scripts/import']) {
      cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    const run = () =>
      spawnSync(process.execPath, ['--import', 'tsx', 'scripts/import/main.ts', '--check'], { cwd: checkout, encoding: 'utf8' });

    const hashesOnly =
      'the CRDs are not here, so only the hashes of the committed files were compared (--crds <folder> compares everything)';
    expect(run()).toMatchObject({ status: 0, stdout: `import --check: up to date; ${hashesOnly}\n` });

    writeFileSync(join(checkout, 'imports/flagger.app.ts'), 'export {};\n');
    expect(run()).toMatchObject({
      status: 1,
      stderr: `import --check: ${hashesOnly}; these differ:\n  imports/flagger.app.ts\n  fix: npm run import\n`,
    });
  });
});

test('an import removes the files of a group that is gone', () => {
  writeGenerated(scratch, new Map([['imports/old.io.ts', '']]));
  writeGenerated(scratch, new Map([['imports/acme.io.ts', '']]));
  expect([...readGenerated(scratch).keys()]).toEqual(['imports/acme.io.ts']);
});
