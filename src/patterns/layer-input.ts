import { Construct, IConstruct } from 'constructs';
import { IManifestSource } from '../constructs/source/source-reference';
import { fleetContextOf } from '../primitives/fleet-context';
import { FleetProfile } from '../primitives/fleet-profile';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE, requireNamespace } from '../primitives/kubernetes-name';
import { Cluster } from './cluster';

/** Names that mean something else where the Kustomization of a layer stands. */
const RESERVED: Record<string, string> = {
  [FLUX_NAMESPACE]: "the name of the cluster's own sync",
  kustomization: 'the name of the file by which kustomize would list the directory of the cluster',
};

/** Refuses an id that another layer or part of the cluster has. Its Kustomization stands beside theirs. */
export function requireFreeLayerId(scope: Construct, id: string): Construct {
  const cluster = scope.node.scopes.reverse().find(Cluster.isCluster) as Cluster | undefined;
  const taken = scope.node.tryFindChild(id) ?? cluster?._parts.node.tryFindChild(id);
  if (!(id in RESERVED) && !taken) return scope;

  throw new InputError(`Layer '${[scope.node.path, id].filter(Boolean).join('/')}'`, {
    prop: 'id',
    got: id,
    mustBe: id in RESERVED ? `another one: this is ${RESERVED[id]}` : `unique in the cluster: ${taken!.constructor.name} has it already`,
    fix: `new Layer(cluster, '${id}-2')${taken?.constructor.name === 'Layer' ? ', or use the layer that is there' : ''}`,
  });
}

/** Refuses a namespace that is none, and one for objects that are not of this program. */
export function requireNamespaceOfObjects(
  at: IConstruct,
  { namespace, path }: { readonly namespace?: string; readonly path?: string },
): void {
  if (namespace === undefined) return;
  requireNamespace(at, 'namespace', namespace);
  if (path === undefined) return;
  throw new InputError(at, {
    prop: 'namespace',
    got: namespace,
    mustBe: 'left out where an existing directory is applied: its objects are not those of this program',
    fix: `targetNamespace: '${namespace}', which overrides the namespace of every object`,
  });
}

/** Refuses a choice that only a whole cluster can make: versions are judged for all of it. */
export function requireWithoutPinning(at: IConstruct, profile: FleetProfile): FleetProfile {
  if (!profile._choosesPinning) return profile;
  throw new InputError(at, {
    prop: 'profile',
    got: `FleetProfile.${profile.name}({ pinning: … })`,
    mustBe: 'one without pinning, which holds for a whole cluster',
    fix: 'choose pinning in the profile of the cluster or of the app',
  });
}

/** Refuses a source of its own without the directory in it. */
export function requirePathOfSource(at: IConstruct, source: IManifestSource | undefined, path: string | undefined): void {
  if (!source || path) return;
  throw new InputError(at, {
    prop: 'path',
    got: path,
    mustBe: 'set when the layer has a source of its own; this program writes nothing there',
    fix: "path: './'",
  });
}

/** Refuses a directory outside of the tree, and the one that belongs to the clusters. */
export function requireDirectory(at: IConstruct, directory: string): string {
  if (isInside(directory) && directory.split('/')[0] !== 'clusters') return directory;
  throw new InputError(at, {
    prop: 'directory',
    got: directory,
    mustBe: "a directory inside the tree, without '.', '..' or empty parts, and not 'clusters', which Flux scans whole",
    fix: `directory: '${at.node.id}'`,
  });
}

/** Refuses a place for included files outside of the layer. */
export function requireComponent(at: IConstruct, directory: string, component: string): string {
  if (isInside(component)) return component;
  throw new InputError(at, {
    prop: 'component',
    got: component,
    mustBe: "a directory inside the layer, without '.', '..' or empty parts",
    fix: `layer.include('${directory}', 'my-app')`,
  });
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Refuses to copy files where nobody will: only `FluxApp` writes a tree. */
export function requireTree(at: IConstruct, directory: string): void {
  if (fleetContextOf(at).writesTree) return;
  throw new InputError(at, {
    prop: 'include',
    got: directory,
    mustBe: 'used below a FluxApp; an App of cdk8s writes objects, and no files',
    fix: 'const app = new FluxApp()',
  });
}
