import { Manifest } from '../manifests/manifest';
import { ObjectId } from '../manifests/object-id';
import { External } from './externals';
import { Reference, referencesIn } from './references';
import { RuleContext } from './rule-context';
import { Severity } from './severity';

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
  return ['cluster-admin', 'admin', 'edit', 'view'].includes(name) || name.startsWith('system:');
}

/**
 * How much it matters that an object is missing: nothing is claimed about Secrets and ConfigMaps where a project declares none, and
 * little where something that cannot be seen may hold it.
 */
export function severityOfMissing(context: RuleContext, { to }: Reference, severity: Severity): Severity {
  const isConfig = to.group === '' && (to.kind === 'Secret' || to.kind === 'ConfigMap');
  if (isConfig && !context.externals.any) return Severity.INFO;
  return context.mayHoldUnseen(to.namespace) ? Severity.INFO : severity;
}

/** The object of the same kind whose name is most like the missing one, for "did you mean". */
export function nearest(context: RuleContext, id: ObjectId): Manifest | undefined {
  const others = [
    ...context.manifests.ofKind(id.qualifiedKind),
    ...context.manifests.generated.filter((other) => other.id.qualifiedKind === id.qualifiedKind),
  ];
  const elsewhere = others.find((other) => other.name === id.name);
  if (elsewhere) return elsewhere;
  const near = others
    .filter((other) => other.namespace === id.namespace)
    .map((other) => ({ other, distance: editDistance(other.name, id.name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= Math.max(2, Math.floor(id.name.length / 4)) ? near.other : undefined;
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

/** The references of the cluster that a rule looks at. */
export function referencesFor(context: RuleContext): ReturnType<typeof referencesIn> {
  return referencesIn(context.manifests);
}
