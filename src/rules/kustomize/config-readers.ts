import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ObjectId } from '../../manifests/object-id';
import { remembered } from '../../primitives/remembered';
import { referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** An object of Flux, and a ConfigMap or Secret whose changes its controller can watch. */
export interface ConfigReader {
  readonly reader: Manifest;
  readonly config: Manifest;
  /** Whether it is a key or a token: people renew it by hand, and the old one is good for a while. */
  readonly isCredential: boolean;
}

const CREDENTIALS: readonly string[] = ['decryption', 'kubeconfig', 'credentials'];

/** The controllers that watch what their objects read. Credentials of sources are watched by nobody. */
const CONTROLLERS: Readonly<Record<string, string>> = {
  [Kind.KUSTOMIZATION]: 'kustomize-controller',
  [Kind.HELM_RELEASE]: 'helm-controller',
  [Kind.RECEIVER]: 'notification-controller',
};

/** Who reads which ConfigMap or Secret of the cluster, as far as controllers watch it by its label. */
export function configReaders(context: RuleContext): ConfigReader[] {
  const { manifests } = context;
  const readers: ConfigReader[] = [];
  const isWatching = remembered((controller) => watches(context, controller));
  for (const { from: reader, to, role } of referencesIn(manifests).for('variables', 'values', 'decryption', 'kubeconfig', 'credentials')) {
    const controller: string | undefined = CONTROLLERS[reader.id.qualifiedKind];
    const config = manifests.find(to);
    if (config && controller && isWatching(controller)) readers.push({ reader, config, isCredential: CREDENTIALS.includes(role) });
  }
  for (const set of manifests.ofKind(Kind.RESOURCE_SET)) {
    for (const to of copiedBy(set, manifests.appliedBy(set))) {
      const config = manifests.find(to);
      if (config) readers.push({ reader: set, config, isCredential: false });
    }
  }
  return readers;
}

/** Whether a controller looks for the usual label. */
function watches({ controllers }: RuleContext, controller: string): boolean {
  if (controllers.gate(controller, 'DisableConfigWatchers')) return false;
  return controllers.flag(controller, 'watch-configs-label-selector') === undefined;
}

/** What the annotations of a ResourceSet's objects tell the operator to read: of its templates, and of what they become. */
function copiedBy(set: Manifest, applied: readonly Manifest[]): ObjectId[] {
  const steps = set.at('spec', 'steps').items();
  const templates = [set.at('spec'), ...steps].flatMap((part) => part.at('resources').items());
  return [...templates, ...applied.map(({ root }) => root)].flatMap((object) => {
    const annotations = object.at('metadata', 'annotations');
    return [...copyOf(object, annotations), ...kubeConfigOf(annotations), ...checksumsOf(annotations)];
  });
}

function copyOf(object: Field, annotations: Field): ObjectId[] {
  return idOf(`${object.at('kind').text()}/${annotations.at('fluxcd.controlplane.io/copyFrom').text() ?? ''}`);
}

function kubeConfigOf(annotations: Field): ObjectId[] {
  const [from] = (annotations.at('fluxcd.controlplane.io/convertKubeConfigFrom').text() ?? '').split(':');
  return idOf(`Secret/${from}`);
}

function checksumsOf(annotations: Field): ObjectId[] {
  return (annotations.at('fluxcd.controlplane.io/checksumFrom').text() ?? '').split(',').flatMap((from) => idOf(from.trim()));
}

/** `Kind/namespace/name`. What is written otherwise is found nowhere. */
function idOf(text: string): ObjectId[] {
  const [kind, namespace, name] = text.split('/');
  return name === undefined ? [] : [new ObjectId('', kind, name, namespace)];
}
