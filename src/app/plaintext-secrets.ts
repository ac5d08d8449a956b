import { describe, KubernetesObject, SourcedObject } from '../manifests/kubernetes-object';
import { isKubernetesObject } from '../manifests/read-yaml';
import { Problem } from './problems';

/** Credentials that would be committed in plain text: in a Secret, or in one that a ResourceSet makes. */
export function plaintextSecrets(manifest: SourcedObject): Problem[] {
  const { object } = manifest;
  if (object.kind !== 'Secret' && object.kind !== 'ResourceSet') return [];

  return [object, ...templatesOf(object)].filter(isSecret).flatMap((secret) => {
    const keys = readableKeys(secret);
    if (keys.length === 0) return [];
    return [
      {
        at: manifest.origin,
        prop: 'data',
        // The names only: a credential must not reach a log.
        got: keys,
        mustBe: `encrypted, or not in Git at all: ${describe(secret)} would be committed in plain text`,
        fix: 'name the Secret where it is used, e.g. Auth.secret(), and bring it to the cluster with SOPS, External Secrets or by hand',
      },
    ];
  });
}

function isSecret({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** The objects that a ResourceSet makes. */
function templatesOf({ kind, spec }: KubernetesObject): KubernetesObject[] {
  if (kind !== 'ResourceSet') return [];
  const { resources = [], steps = [] } = (spec ?? {}) as { resources?: unknown[]; steps?: { resources?: unknown[] }[] };
  return [...resources, ...steps.flatMap((step) => step.resources ?? [])].filter(isKubernetesObject);
}

/** The keys whose values anybody could read: neither encrypted by SOPS nor an input that is filled in later. */
function readableKeys(secret: KubernetesObject): string[] {
  const values = { ...(secret.data as Record<string, unknown>), ...(secret.stringData as Record<string, unknown>) };
  return Object.keys(values)
    .filter((key) => !/^ENC\[|^\s*<<.*>>\s*$/s.test(String(values[key] ?? '')))
    .sort();
}
