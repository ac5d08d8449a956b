import { Manifest } from '../../src/manifests/manifest';
import { Unseen } from '../../src/manifests/manifest-set';
import { Place } from '../../src/manifests/place';
import { pushTo } from '../../src/primitives/push-to';
import { RenderProblem } from '../../src/verification/render-problem';
import { RepositoryFile } from '../repository/repository-file';

/** An applier of which not everything could be rendered. */
export interface NotRendered {
  /** e.g. `Kustomization flux-system/apps` */
  readonly applier: string;
  readonly place: Place;
  readonly reason: string;
}

/** What is found in a cluster, while it is being followed. */
export class ClusterState {
  public readonly manifests: Manifest[] = [];
  public readonly generated: Manifest[] = [];
  public readonly unseen: Unseen[] = [];
  public readonly notRendered: NotRendered[] = [];
  public readonly problems: RenderProblem[] = [];
  public readonly files = new Set<RepositoryFile>();

  private readonly byId = new Map<string, Manifest>();
  private readonly byKind = new Map<string, Manifest[]>();

  public add(manifest: Manifest): void {
    this.manifests.push(manifest);
    const { key, qualifiedKind } = manifest.id;
    if (!this.byId.has(key)) this.byId.set(key, manifest);
    pushTo(this.byKind, qualifiedKind, manifest);
  }

  /** An object that stands in the repository, by group, kind, name and namespace. */
  public find(group: string, kind: string, name: string, namespace: string | undefined): Manifest | undefined {
    return this.byId.get(`${group}/${kind}/${namespace ?? ''}/${name}`);
  }

  public has(manifest: Manifest): boolean {
    return this.byId.has(manifest.id.key);
  }

  public ofKind(qualifiedKind: string): readonly Manifest[] {
    return this.byKind.get(qualifiedKind) ?? [];
  }

  /** Remembers that an applier applies more than is known. */
  public hide(applier: Manifest, reason: string, place: Place = applier.root.place): void {
    this.unseen.push({ applier, reason });
    this.notRendered.push({ applier: labelOf(applier), place, reason });
  }
}

/** A sync that does not stand in the repository has a name that nobody knows. */
function labelOf(applier: Manifest): string {
  return applier.name === '' ? 'the sync' : applier.toString();
}
