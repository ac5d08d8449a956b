import { parseAllDocuments } from 'yaml';
import { FluxApp, FluxAppProps, LayeredCluster, LayeredClusterProps, OciRef, Sync } from '../../src';

/** Where the clusters of tests sync from. */
export const SYNC = Sync.git('https://github.com/acme/fleet');

/** A release that every test knows. */
export const PODINFO = { chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo', version: OciRef.semver('6.x') };

/** The tree of an app, as text by path. */
export type Files = Record<string, string>;

/** The tree that a program writes. */
export function filesOf(define: (app: FluxApp) => unknown, props?: FluxAppProps): Files {
  const app = new FluxApp(props);
  define(app);
  return app.synthFiles();
}

/** The tree of one production cluster with layers. */
export function filesOfCluster(define: (cluster: LayeredCluster) => unknown, props: LayeredClusterProps = {}): Files {
  return filesOf((app) => define(new LayeredCluster(app, 'production', { sync: SYNC, ...props })));
}

/** The objects in the text of a file. */
export function objectsIn(text: string): any[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}

/** All objects of a tree by `Kind namespace/name`, without the files of kustomize and SOPS. */
export function objectsByName(files: Files): Record<string, any> {
  const objects = Object.entries(files)
    .filter(([path]) => !path.endsWith('/kustomization.yaml') && path !== '.sops.yaml')
    .flatMap(([, text]) => objectsIn(text));
  return Object.fromEntries(
    objects.map((object) => [
      `${object.kind} ${object.metadata.namespace ? `${object.metadata.namespace}/` : ''}${object.metadata.name}`,
      object,
    ]),
  );
}

/** The Flux Kustomizations of a tree in `flux-system`, by name. */
export function layersIn(files: Files): Record<string, any> {
  const objects = Object.entries(objectsByName(files)).filter(([name]) => name.startsWith('Kustomization flux-system/'));
  return Object.fromEntries(objects.map(([, { metadata, spec }]) => [metadata.name, spec]));
}
