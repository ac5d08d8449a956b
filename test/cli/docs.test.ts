import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference } from '../../scripts/cli-reference';
import { APPS, clusterFiles, Directory } from './support/run-cli';

const DOCS = readFileSync('docs/cli.md', 'utf8');
const FLEET = { ...clusterFiles('staging', { 'apps.yaml': APPS }), 'apps/a.yaml': '' };

/** Commands of the page, without comments and redirections; those that name an own directory get one. */
const COMMANDS = [
  ...new Set(
    [...DOCS.matchAll(/(?:^\$ npx |- run: npx |\[npx |`npx |`)cdk8s-fluxcd ((?:lint|explain|completion)[^`#\]\n>)]*)/gm)].map(([, args]) =>
      args.trim(),
    ),
  ),
].filter((args) => !args.includes('<'));

test('docs/cli.md is what the program is', async () => {
  expect(DOCS).toBe(await reference());
});

test('docs/cli.md names commands', () => {
  expect(COMMANDS.length).toBeGreaterThan(8);
});

test.each(COMMANDS)('cdk8s-fluxcd %s works', async (args) => {
  const directory = new Directory({ ...FLEET, 'fleet/a.yaml': '' });
  await directory.run('lint', '--write-baseline', 'flux-baseline.json');
  const { code, err } = await directory.run(...args.split(' '));

  expect(err).not.toContain('error:');
  expect(code).not.toBe(2);
});

test('the configuration of docs/cli.md is accepted', async () => {
  const [, config] = /```yaml\n(# yaml-language-server[^]*?)```/.exec(DOCS)!;
  const directory = new Directory(Object.fromEntries(Object.entries(FLEET).map(([path, text]) => [`fleet/${path}`, text])));
  mkdirSync(join(directory.path, 'team-a'));
  directory.write('fleet/fluxcd.config.yaml', config);

  expect((await directory.run('lint', 'fleet')).err).toBe('');
});
