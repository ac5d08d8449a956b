import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';

/** Annotations by which a copy of an object appears in other namespaces. */
const MIRROR_ANNOTATIONS = ['reflector.v1.k8s.emberstack.com/reflection-allowed', 'replicator.v1.mittwald.de/replicate-to'];

/** Where the annotations of a Secret or ConfigMap stand, by the kind that makes it. */
const ANNOTATIONS: Readonly<Record<string, readonly string[][]>> = {
  [Kind.SECRET]: [['metadata', 'annotations']],
  [Kind.CONFIG_MAP]: [['metadata', 'annotations']],
  [Kind.ONE_PASSWORD_ITEM]: [['metadata', 'annotations']],
  // Without a template, the operator copies those of the ExternalSecret.
  [Kind.EXTERNAL_SECRET]: [
    ['spec', 'target', 'template', 'metadata', 'annotations'],
    ['metadata', 'annotations'],
  ],
  'Certificate.cert-manager.io': [['spec', 'secretTemplate', 'annotations']],
  [Kind.SEALED_SECRET]: [['spec', 'template', 'metadata', 'annotations']],
};

/** Whether another operator may put an object of this name into the namespace, so that nobody can say that it is missing. */
export function mayBeMirrored(manifests: ManifestSet, { name }: ObjectId): boolean {
  return manifests._once(mirroredNames).has(name);
}

function mirroredNames(manifests: ManifestSet): Set<string> {
  const mirrored = Object.entries(ANNOTATIONS).flatMap(([kind, paths]) =>
    manifests.ofKind(kind).flatMap((manifest) => (paths.some((path) => isMirrored(manifest.at(...path))) ? nameOf(manifest) : [])),
  );
  return new Set([...mirrored, ...manifests.ofKind('ClusterExternalSecret.external-secrets.io').map(nameInEachNamespace)]);
}

function isMirrored(annotations: Field): boolean {
  return MIRROR_ANNOTATIONS.some((key) => annotations.at(key).exists);
}

/** The name of the Secret that an object makes, or its own. */
function nameOf(manifest: Manifest): string {
  return manifest.at('spec', 'target', 'name').text() ?? manifest.at('spec', 'secretName').text() ?? manifest.name;
}

function nameInEachNamespace(manifest: Manifest): string {
  const spec = manifest.at('spec');
  return spec.at('externalSecretSpec', 'target', 'name').text() ?? spec.at('externalSecretName').text() ?? manifest.name;
}
