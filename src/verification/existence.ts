import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { pushTo } from '../primitives/push-to';
import { External } from './externals';
import { RuleContext } from './rule-context';

/** What is known about the object that a reference names. */
export interface Resolution {
  /** The object, where the cluster has it. */
  readonly manifest?: Manifest;
  /** Its declaration, where somebody declares it. */
  readonly external?: External;
  /** Whether it is there, or nobody can tell that it is not. */
  readonly exists: boolean;
}

/** Looks for the object that a reference names: in the cluster, then among what is declared, then among what every cluster has. */
export function resolve(context: RuleContext, id: ObjectId): Resolution {
  const manifest = context.manifests.find(id);
  if (manifest) return { manifest, exists: true };
  const external = context.externals.find(id);
  if (external) return { external, exists: true };
  return { exists: isBuiltIn(id) };
}

/** What Kubernetes itself puts into every cluster, and Flux where it runs. */
function isBuiltIn({ group, kind, name, namespace }: ObjectId): boolean {
  if (kind === 'Namespace') return name === 'default' || name.startsWith('kube-');
  if (kind === 'ServiceAccount') return name === 'default' || (namespace === 'flux-system' && name.endsWith('-controller'));
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt';
  if (group !== 'rbac.authorization.k8s.io') return false;
  // Kubernetes and who installs it keep Roles of their own there.
  if (kind === 'Role' && (namespace === 'kube-system' || namespace === 'kube-public')) return true;
  // Those are ClusterRoles, which a Role of the same name is not.
  if (kind === 'ClusterRole' && ['cluster-admin', 'admin', 'edit', 'view'].includes(name)) return true;
  return /^(system|kubeadm):/.test(name);
}

/** The object of the same kind whose name is most like the missing one, for "did you mean". */
export function nearest({ manifests }: RuleContext, id: ObjectId): Manifest | undefined {
  const others = manifests._once(byKindAndName).get(id.qualifiedKind);
  if (!others) return undefined;
  const elsewhere = others.get(id.name);
  if (elsewhere) return elsewhere[0];
  // In a crowd many names are alike, and comparing all of them with each missing one takes long.
  if (others.size > CROWD) return undefined;
  const beside = [...others.values()].flat().filter(({ namespace }) => namespace === id.namespace);
  const most = Math.max(2, Math.floor(id.name.length / 4));
  const near = beside
    .filter(({ name }) => Math.abs(name.length - id.name.length) <= most)
    .map((other) => ({ other, distance: editDistance(other.name, id.name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= most ? near.other : abbreviated(id.name, beside);
}

/** The only one that a name shortens, or that shortens it: infra and infrastructure. */
function abbreviated(name: string, others: readonly Manifest[]): Manifest | undefined {
  const found = others.filter((other) => other.name.startsWith(name) || name.startsWith(other.name));
  return found.length === 1 ? found[0] : undefined;
}

const CROWD = 500;

function byKindAndName({ manifests, generated }: ManifestSet): Map<string, Map<string, Manifest[]>> {
  const kinds = new Map<string, Map<string, Manifest[]>>();
  for (const manifest of [...manifests, ...generated]) {
    const kind = manifest.id.qualifiedKind;
    const names = kinds.get(kind) ?? new Map<string, Manifest[]>();
    kinds.set(kind, names);
    pushTo(names, manifest.name, manifest);
  }
  return kinds;
}

/** How many letters have to be changed. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length];
}
