import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findKustomize } from '../../../cli/render/kustomize-runner';
import { inDirectory } from './fleet-support';

function script(directory: string, name: string, text: string): void {
  mkdirSync(join(directory, 'bin'), { recursive: true });
  const path = join(directory, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${text}`);
  chmodSync(path, 0o755);
}

const VERSION = 'if [ "$1" = version ]; then echo v5.7.1; exit 0; fi\n';

describe.skipIf(process.platform === 'win32')('the program that builds', () => {
  test('is kustomize, and kubectl where there is none', async () => {
    await inDirectory({}, async (directory) => {
      expect(await findKustomize(join(directory, 'bin'))).toBeUndefined();
      script(directory, 'kubectl', 'echo "Client Version: v1.32.4"; echo "Kustomize Version: v5.5.0"');
      expect((await findKustomize(join(directory, 'bin')))?.name).toBe('kubectl kustomize v5.5.0');
      script(directory, 'kustomize', VERSION);
      expect((await findKustomize(join(directory, 'bin')))?.name).toBe('kustomize v5.7.1');
    });
  });

  test('is never one that lies in a relative directory, such as that of the repository', async () => {
    expect(await findKustomize(`.:bin:`)).toBeUndefined();
  });

  test('knows no credentials, can call no program and reach no network', async () => {
    await inDirectory({}, async (directory) => {
      script(directory, 'kustomize', `${VERSION}echo "$PATH|$HOME|$AWS_SECRET_ACCESS_KEY|$KUBECONFIG|$HTTPS_PROXY|$*"`);
      process.env.AWS_SECRET_ACCESS_KEY = 'key';
      const runner = (await findKustomize(join(directory, 'bin')))!;
      const result = await runner.build(directory);
      delete process.env.AWS_SECRET_ACCESS_KEY;
      expect(result).toEqual({ output: `|${directory}|||http://127.0.0.1:1|build --load-restrictor=LoadRestrictionsNone ${directory}\n` });
    });
  });

  test('is stopped when it takes too long, and may fail or crash', async () => {
    await inDirectory({}, async (directory) => {
      script(directory, 'kustomize', `${VERSION}while :; do :; done`);
      const slow = (await findKustomize(join(directory, 'bin'), 300))!;
      expect(await slow.build(directory)).toEqual({ error: 'it took longer than 0.3 s' });
      script(directory, 'kustomize', `${VERSION}echo "Error: x" >&2; exit 1`);
      expect(await slow.build(directory)).toEqual({ error: 'Error: x\n' });
      script(directory, 'kustomize', `${VERSION}kill -9 $$`);
      expect(await slow.build(directory)).toEqual({ error: 'it failed without a message' });
    });
  });
});

describe.skipIf(process.platform === 'win32')('the private directory of a build', () => {
  test('is gone when the process is interrupted', async () => {
    await inDirectory({}, async (directory) => {
      const program = join(directory, 'hang.ts');
      const module = join(__dirname, '../../../cli/render/private-directory');
      writeFileSync(
        program,
        `import { inPrivateDirectory } from ${JSON.stringify(module)};
         inPrivateDirectory(new Map([['a/b.yaml', 'x']]), (path) => { console.log(path); return new Promise(() => setInterval(() => {}, 1000)); });`,
      );
      const child = spawn(process.execPath, ['--import', 'tsx', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: join(__dirname, '../../..'),
      });
      const path = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
      expect(existsSync(join(path, 'a/b.yaml'))).toBe(true);
      const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
      child.kill('SIGINT');
      expect(await ended).toBe('SIGINT');
      expect(existsSync(path)).toBe(false);
    });
  });
});
