import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { pushTo } from '../primitives/push-to';
import { ClusterView } from './cluster-view';

/** A binding gives an account a role. */
export interface Grant {
  readonly binding: Manifest;
  /** The subject that names the account. */
  readonly subject: Field;
  readonly role: ObjectId;
  /** Whether it holds in every namespace. */
  readonly isClusterWide: boolean;
}

/** What accounts may do, as the bindings of a cluster say. */
export class Rights {
  private readonly byAccount = new Map<string, Grant[]>();

  constructor(manifests: ManifestSet) {
    for (const binding of [...manifests.ofKind(Kind.ROLE_BINDING), ...manifests.ofKind(Kind.CLUSTER_ROLE_BINDING)]) {
      for (const subject of binding.at('subjects').items()) {
        const account = accountOf(subject);
        if (account === undefined) continue;
        pushTo(this.byAccount, account, grantOf(binding, subject));
      }
    }
  }

  /** What an account is given by its own name. */
  public of(namespace: string, account: string): readonly Grant[] {
    return this.byAccount.get(`${namespace}/${account}`) ?? [];
  }

  /** The same, and what it is given as one of the accounts of its namespace or of the cluster. */
  public alsoAsMember(namespace: string, account: string): readonly Grant[] {
    return [...this.of(namespace, account), ...this.of(namespace, '*'), ...this.of('*', '*')];
  }

  /** Every account that is named, as `namespace/name`, with what it is given. */
  public get all(): ReadonlyMap<string, readonly Grant[]> {
    return this.byAccount;
  }
}

/** What accounts may do, worked out once. */
export function rightsIn(manifests: ManifestSet): Rights {
  return manifests._once(readRights);
}

function readRights(manifests: ManifestSet): Rights {
  return new Rights(manifests);
}

function grantOf(binding: Manifest, subject: Field): Grant {
  const isClusterWide = binding.kind === 'ClusterRoleBinding';
  const kind = binding.at('roleRef', 'kind').text() ?? '';
  const namespace = kind === 'ClusterRole' ? undefined : binding.namespace;
  const role = new ObjectId('rbac.authorization.k8s.io', kind, binding.at('roleRef', 'name').text() ?? '', namespace);
  return { binding, subject, role, isClusterWide };
}

/** `namespace/name` of the account that a subject names, however it does; `*` for all that there are. */
function accountOf(subject: Field): string | undefined {
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((key) => subject.at(key).text());
  if (kind === 'ServiceAccount') return name && namespace && `${namespace}/${name}`;
  if (kind === 'User') return /^system:serviceaccount:([^:]+:[^:]+)$/.exec(name ?? '')?.[1].replace(':', '/');
  if (kind !== 'Group') return undefined;
  if (name === 'system:serviceaccounts' || name === 'system:authenticated') return '*/*';
  const group = /^system:serviceaccounts:([^:]+)$/.exec(name ?? '')?.[1];
  return group && `${group}/*`;
}

/** What lets its holder take over a cluster, or read what is secret there, when it holds in every namespace. */
const POWERFUL = ['secrets', 'pods', 'deployments', 'daemonsets', 'statefulsets', 'jobs', 'cronjobs', 'kustomizations', 'helmreleases'];
const READING = ['get', 'list', 'watch'];

/** Whether a role, bound in the whole cluster, is more than a tenant has in its namespace. What is not known is not. */
export function isPowerful(manifests: ManifestSet, role: ObjectId): boolean {
  if (['cluster-admin', 'admin', 'edit'].includes(role.name)) return true;
  const rules = manifests.find(role)?.at('rules').items() ?? [];
  return rules.some((rule) => {
    const has = (key: string, value: string): boolean => [value, '*'].some((each) => texts(rule.at(key)).includes(each));
    if (['escalate', 'bind', 'impersonate'].some((verb) => texts(rule.at('verbs')).includes(verb))) return true;
    if (has('resources', 'secrets') && has('apiGroups', '') && READING.some((verb) => has('verbs', verb))) return true;
    return POWERFUL.some((resource) => has('resources', resource)) && ['create', 'update', 'patch'].some((verb) => has('verbs', verb));
  });
}

/** Whether a role lets anybody change something. What is not known may. */
export function mayWrite(manifests: ManifestSet, role: ObjectId): boolean {
  const known = manifests.find(role);
  if (!known) return role.kind !== 'ClusterRole' || role.name !== 'view';
  if (known.at('aggregationRule').exists) return true;
  return known
    .at('rules')
    .items()
    .some((rule) => texts(rule.at('verbs')).some((verb) => ![...READING, 'use'].includes(verb)));
}

function texts(list: Field): string[] {
  return list.items().flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** Whether a chart may hold an object of a namespace, or of the whole cluster: nobody sees what charts are made of. */
export function mayComeFromChart({ manifests }: ClusterView, namespace?: string, but?: Manifest): boolean {
  const releases = manifests.ofKind(Kind.HELM_RELEASE).filter((release) => release !== but);
  if (namespace === undefined) return releases.length > 0;
  return releases.some((release) => (release.at('spec', 'targetNamespace').text() ?? release.namespace) === namespace);
}

/** Whether an account is one of those that Flux and its operator bring themselves. */
export function isAccountOfFlux({ controllers }: ClusterView, namespace: string | undefined, name: string): boolean {
  return namespace === controllers._namespace && (name === 'flux-operator' || name === 'source-watcher' || name.endsWith('-controller'));
}
