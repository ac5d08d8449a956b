import { Manifest } from '../../src/manifests/manifest';
import { DEFAULT_FLUX_VERSION, FluxVersion } from '../../src/primitives/flux-version';
import { ClusterEntry } from './cluster-entry';
import { directoryOf, joinPath } from './paths';

/** The release that runs in a cluster: what its FluxInstance or the manifests of `flux bootstrap` say, else the newest one. */
export function fluxVersionOf(entry: Pick<ClusterEntry, 'instance' | 'kustomization' | 'path' | 'repository'>): FluxVersion {
  const minor = entry.instance ? instanceMinor(entry.instance) : bootstrapMinor(componentsOf(entry));
  return Object.values(FluxVersion).find((version) => version === minor) ?? DEFAULT_FLUX_VERSION;
}

/** The newest one that is known where its range lets it choose. */
function instanceMinor(instance: Manifest): string | undefined {
  const range = instance.at('spec', 'distribution', 'version').text() ?? '';
  return /^\s*[~=v]*\s*(2\.\d+)(?:\.[\dx*]+)?\s*$/.exec(range)?.[1];
}

/** The manifests of Flux are long, and three texts in them tell their release; the controller's minor is that of Flux. */
function bootstrapMinor(components: string): string | undefined {
  const [version] = [/^# Flux Version: v?(2\.\d+)\./m, /app\.kubernetes\.io\/version: ["']?v?(2\.\d+)\./].flatMap(
    (pattern) => pattern.exec(components)?.[1] ?? [],
  );
  const controller = /\/kustomize-controller:v1\.(\d+)\./.exec(components)?.[1];
  return version ?? (controller && `2.${controller}`);
}

/** They stand beside the sync. */
function componentsOf({ kustomization, path, repository }: Pick<ClusterEntry, 'kustomization' | 'path' | 'repository'>): string {
  const { file } = kustomization?.root.place ?? {};
  const directories = [...(file === undefined ? [] : [directoryOf(file)]), ...(path === undefined ? [] : [joinPath(path, 'flux-system')])];
  const paths = directories.map((directory) => joinPath(directory, 'gotk-components.yaml'));
  return paths.flatMap((one) => repository.file(one)?.text ?? [])[0] ?? '';
}
