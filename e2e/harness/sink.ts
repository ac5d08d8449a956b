import { createServer } from 'node:http';

/** Hears what is posted to it: where alerts go. */
export class Sink {
  /** Bodies, in the order in which they came. */
  public readonly heard: any[] = [];

  private constructor(public readonly url: string) {}

  public static async start(): Promise<Sink> {
    let sink: Sink | undefined;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        sink?.heard.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    return (sink = new Sink(`http://127.0.0.1:${(server.address() as { port: number }).port}/`));
  }
}
