import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { Directory } from '../support/run-cli';

const RULE = 'ambiguous-yaml';
const FILES = {
  'components/web/kustomization.yaml': 'resources: [config.yaml]\nconfigMapGenerator: [{ name: x, files: [gone] }]\n',
  'components/web/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n',
  'components/api/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: api }\ndata: { port: 80 }\n',
};

const lint = async (...args: string[]) => new Directory(FILES).run('lint', '--rule', RULE, ...args);

test('a repository without an entry has no cluster, and is judged', async () => {
  const report = JSON.parse((await lint('-f', 'json')).out);

  expect(new Ajv().validate(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')), report)).toBe(true);
  expect(report.clusters).toEqual([]);
  expect(report.findings.map(({ cluster, clusters, file }: any) => ({ cluster, clusters, file }))).toEqual([
    { cluster: undefined, clusters: [], file: 'components/api/config.yaml' },
  ]);
  expect(report.notRendered).toEqual([
    { applier: 'the sync', reason: 'nothing in the repository says what is applied' },
    { applier: 'the sync', reason: 'components/web/kustomization.yaml:2: gone does not exist' },
  ]);
  expect(report.summary).toMatchObject({ clusters: 0, objects: 1 });
});

test.each(['text', 'github', 'sarif', 'junit'])('%s names none', async (format) => {
  const { out } = await lint('-f', format);

  expect(out).not.toMatch(/undefined|in fleet|\(\)/);
});

test('the audit says that there is none', async () => {
  const { out } = await lint('-f', 'markdown');

  expect(out).toContain('## Clusters\n\nNo cluster was found: what is in the repository is judged by itself.\n');
  expect(out).toContain('| kind | objects |\n| --- | --- |\n| ConfigMap | 1 |\n');
  expect(out).toContain('## Not rendered, so not judged\n\n- the sync: nothing in the repository says what is applied\n');
});
