import { Manifest } from '../../src/manifests/manifest';
import { VariableConfig } from '../../src/manifests/substitution/post-build';
import { Externals } from '../../src/verification/externals';
import { ObjectId } from '../../src/manifests/object-id';
import { isMap } from '../is-map';
import { ClusterState } from './cluster-state';
import { RenderedObject } from './rendered-object';

/** Finds the ConfigMaps and Secrets from which a Kustomization takes variables. */
export function configFinder(state: ClusterState, externals: Externals, namespace: string | undefined, own: readonly RenderedObject[]) {
  return (kind: string, name: string): VariableConfig | undefined => {
    const found: Manifest | undefined = state.find('', kind, name, namespace);
    if (found) return configOf(found.object);
    const self = own.find(
      ({ object }) => object?.kind === kind && object.metadata?.name === name && object.metadata?.namespace === namespace,
    );
    if (self) return configOf(self.object);
    const keys = externals.find(new ObjectId('', kind, name, namespace))?.keys;
    return keys && { data: Object.fromEntries(keys.map((key) => [key, ''])), sealed: true };
  };
}

function configOf(object: any): VariableConfig {
  const plain = textsOf(object.kind === 'Secret' ? object.stringData : object.data);
  const encoded = object.kind === 'Secret' ? textsOf(object.data) : {};
  const decoded = Object.entries(encoded).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  return { data: { ...Object.fromEntries(decoded), ...plain }, sealed: isMap(object.sops) };
}

function textsOf(map: unknown): Record<string, string> {
  if (!isMap(map)) return {};
  return Object.fromEntries(Object.entries(map).filter(([, value]) => typeof value === 'string'));
}
