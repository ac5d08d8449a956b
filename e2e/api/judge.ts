import { type ApiServer, messageOf } from '../harness/api-server';
import { Resources } from '../harness/resources';
import type { ApiObject } from './documents';

/** What the server says about an object. */
export interface Verdict {
  /** `unknown` for a kind that the server does not serve. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly message: string;
}

/** Asks an API server what it would do with an object that Flux applies. It keeps none of them. */
export class Judge {
  private readonly resources: Resources;
  private readonly namespaces = new Map<string, Promise<unknown>>();

  constructor(private readonly server: ApiServer) {
    this.resources = new Resources(server);
  }

  /** The verdict on an object; `body` is what is sent, when that is another text than the object's JSON. */
  public async verdict(object: ApiObject, body: string | object = object): Promise<Verdict> {
    const resource = await this.resources.of(object);
    if (!resource) return { outcome: 'unknown', message: `no ${object.kind} in ${object.apiVersion}` };
    const { name, namespace } = object.metadata;
    const place = resource.namespaced ? (namespace ?? 'default') : undefined;
    if (place !== undefined) await this.ensureNamespace(place);
    const path = await this.resources.path(object, place, name);
    const answer = await this.server.request('PATCH', `${path}?${DRY_RUN}`, body, 'application/apply-patch+yaml');
    if (answer.status < 300) return { outcome: 'accepted', message: '' };
    if (answer.status >= 500 && answer.status !== 500) throw new Error(`the API server fails with ${answer.status}: ${messageOf(answer)}`);
    return { outcome: 'refused', message: messageOf(answer) };
  }

  /** An object needs its namespace even when it is only tried. */
  private ensureNamespace(name: string): Promise<unknown> {
    let made = this.namespaces.get(name);
    if (!made) {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      // A name that is none is refused here, and then again with the object, which is what counts.
      made = this.server.create('/api/v1/namespaces', namespace).catch(() => undefined);
      this.namespaces.set(name, made);
    }
    return made;
  }
}

const DRY_RUN = 'dryRun=All&fieldValidation=Strict&fieldManager=e2e&force=true';

/** Does something with each of many, a few at a time; the results are in their order. */
export async function eachOf<T, R>(items: readonly T[], act: (item: T) => Promise<R>, atOnce = 8): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await act(items[index]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
