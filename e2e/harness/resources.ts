import type { ApiServer } from './api-server';

/** How the server calls the objects of a kind. */
export interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What kinds a server knows, asked for once per group and version. */
export class Resources {
  private readonly known = new Map<string, Promise<Map<string, Resource>>>();

  constructor(private readonly server: ApiServer) {}

  /** How a kind is called, or undefined where the server does not serve it. */
  public async of({ apiVersion, kind }: Typed): Promise<Resource | undefined> {
    let kinds = this.known.get(apiVersion);
    if (!kinds) this.known.set(apiVersion, (kinds = this.read(apiVersion)));
    return (await kinds).get(kind);
  }

  /** The path of an object, or of all objects of its kind when it has no name. */
  public async path(object: Typed, namespace?: string, name?: string): Promise<string | undefined> {
    const resource = await this.of(object);
    if (!resource) return undefined;
    const place = resource.namespaced && namespace ? `/namespaces/${namespace}` : '';
    return `${root(object.apiVersion)}${place}/${resource.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  }

  private async read(apiVersion: string): Promise<Map<string, Resource>> {
    const list = await this.server.get(root(apiVersion));
    const resources = ((list?.resources ?? []) as any[]).filter(({ name }) => !name.includes('/'));
    return new Map(resources.map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
