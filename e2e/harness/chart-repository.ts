import { createServer } from 'node:http';
import { type Files, tarGz } from './tar';

/** A repository of Helm charts on the loopback: an index, and an archive for each chart. */
export async function serveCharts(charts: Readonly<Record<string, { version: string; files: Files }>>): Promise<string> {
  const archives = new Map(Object.entries(charts).map(([name, { version, files }]) => [`/${name}-${version}.tgz`, tarGz(files)]));
  const entries = Object.fromEntries(
    Object.entries(charts).map(([name, { version }]) => [name, [{ apiVersion: 'v2', name, version, urls: [`${name}-${version}.tgz`] }]]),
  );
  const index = JSON.stringify({ apiVersion: 'v1', entries });
  const server = createServer((request, response) => {
    const content = request.url === '/index.yaml' ? index : archives.get(request.url ?? '');
    if (content === undefined) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}
