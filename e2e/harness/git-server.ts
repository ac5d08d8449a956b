import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { Files } from './tar';
import type { Workplace } from './workplace';

/** Git repositories on the loopback, served over HTTP by Git's own program. */
export class GitServer {
  private constructor(
    /** What the addresses of repositories begin with. */
    public readonly url: string,
    private readonly root: string,
    private readonly work: string,
  ) {}

  public static async start(place: Workplace): Promise<GitServer> {
    const root = place.makeFolder('git');
    const server = createServer((request, response) => serve(root, request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    return new GitServer(`http://127.0.0.1:${(server.address() as { port: number }).port}`, root, place.makeFolder('git-work'));
  }

  /** Makes the branch `main` of a repository hold these files and no others; the answer is the commit. */
  public commit(name: string, files: Files): string {
    const work = join(this.work, name);
    const bare = join(this.root, name);
    rmSync(work, { recursive: true, force: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    if (!existsSync(bare)) {
      git(this.root, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
      // Who moves images pushes, and nobody has an account here.
      git(bare, 'config', 'http.receivepack', 'true');
    }
    const at = [`--git-dir=${bare}`, `--work-tree=${work}`];
    git(work, ...at, 'add', '--all');
    git(work, ...at, 'commit', '--quiet', '--allow-empty', '--message=e2e');
    return git(work, ...at, 'rev-parse', 'HEAD').trim();
  }

  /** The files of a branch as it is now. */
  public files(name: string, branch: string): Files {
    const bare = join(this.root, name);
    const paths = git(bare, 'ls-tree', '-r', '-z', '--name-only', branch).split('\0').slice(0, -1);
    return Object.fromEntries(paths.map((path) => [path, git(bare, 'show', `${branch}:${path}`)]));
  }

  /** Whether somebody has pushed a branch. */
  public has(name: string, branch: string): boolean {
    return git(join(this.root, name), 'branch', '--list', branch) !== '';
  }

  /** Brings `main` to where a branch is that started from it, as its reviewer would. */
  public merge(name: string, branch: string): void {
    const bare = join(this.root, name);
    git(bare, 'merge-base', '--is-ancestor', 'main', branch);
    git(bare, 'update-ref', 'refs/heads/main', `refs/heads/${branch}`);
  }
}

/** Git as it is without the settings of the person who runs it. */
function git(folder: string, ...args: string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: 'e2e',
    GIT_AUTHOR_EMAIL: 'e2e@example.com',
    GIT_COMMITTER_NAME: 'e2e',
    GIT_COMMITTER_EMAIL: 'e2e@example.com',
  };
  const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
}

/** One request, as the Common Gateway Interface hands it to `git http-backend`. */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const env = {
    ...process.env,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    REQUEST_METHOD: request.method ?? 'GET',
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
  };
  const backend = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined); // it need not read what it is sent
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('error', () => response.writeHead(500).end());
  backend.on('close', () => answer(Buffer.concat(chunks), response));
}

function answer(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    output
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const { status = '200', ...others } = headers;
  response.writeHead(Number.parseInt(status, 10), others).end(output.subarray(end + 4));
}
