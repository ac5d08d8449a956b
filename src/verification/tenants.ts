import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { groupBy } from '../primitives/push-to';
import { REASON_ANNOTATION, ROLE_LABEL, TENANT_LABEL, TENANT_ROLE } from '../primitives/tenant-marks';
import { Controllers, FLUX_CONTROLLERS } from './controllers';
import { referencesIn } from './references';
import { rightsIn } from './rights';
import { RuleContext } from './rule-context';

/** Flags that make sense only where tenants are; remote bases are refused elsewhere too. */
const LOCKDOWN_FLAGS = ['no-cross-namespace-refs', 'default-service-account'];
/** What a tenant is synced by. A HelmRelease beside it may be somebody else's. */
const SYNCS = [Kind.KUSTOMIZATION, Kind.RESOURCE_SET];

/** A namespace that somebody else than the platform's own team fills. */
export interface Tenant {
  readonly namespace: string;
  /** Name of the tenant: its label, else the namespace. */
  readonly name: string;
  /** The namespace itself, where it stands in the repository. */
  readonly object?: Manifest;
  /** Accounts that it is synced as. */
  readonly accounts: ReadonlySet<string>;
  /** Whether the project says that it belongs to the platform and may have rights in the whole cluster. */
  readonly isPlatform: boolean;
}

/** Who shares a cluster. */
export interface Tenants {
  /** Whether somebody says so: the project, the profile of a FluxInstance, or a flag of the lockdown on a controller. */
  readonly isDeclared: boolean;
  /** Whether the cluster is shared: it is declared, or it has tenants. */
  readonly isShared: boolean;
  readonly all: readonly Tenant[];
  readonly byNamespace: ReadonlyMap<string, Tenant>;
}

/**
 * The tenants of a cluster.
 *
 * A label alone makes no tenant: the examples of Flux label the namespaces of the platform's own team with
 * `toolkit.fluxcd.io/tenant` too. A namespace belongs to a tenant when it says `toolkit.fluxcd.io/role: tenant`; when it has the label
 * of a tenant and something in it is applied as an account of its own, as `flux create tenant` sets it up, or the project declares that
 * it has tenants; and without any label when a Kustomization in it applies a source in it with an account that has rights only in it.
 * The namespaces of Flux and of Kubernetes are no tenant's, whatever they are labelled.
 */
export function tenantsOf(context: RuleContext): Tenants {
  return context._once(infer);
}

/** Whether a binding says why its account has rights that others have not. */
export function isJustified(binding: Manifest): boolean {
  return binding.annotation(REASON_ANNOTATION) !== undefined;
}

function infer(context: RuleContext): Tenants {
  const { controllers, settings, manifests } = context;
  const isDeclared = settings.multiTenant ?? (controllers.known && isLockedDown(controllers));
  const namespaces = manifests.ofKind(Kind.NAMESPACE);
  const accounts = accountsByNamespace(context);
  if (namespaces.length === 0 && accounts.size === 0) return { isDeclared, isShared: isDeclared, all: NO_TENANTS, byNamespace: NOWHERE };
  const all: Tenant[] = [];
  if (settings.multiTenant !== false) {
    const objects = new Map(namespaces.map((object) => [object.name, object]));
    const own = new Set([FLUX_NAMESPACE, controllers._namespace, 'default']);
    for (const namespace of new Set([...objects.keys(), ...accounts.keys()])) {
      if (own.has(namespace) || namespace.startsWith('kube-')) continue;
      const tenant = tenantIn(context, namespace, objects.get(namespace), accounts.get(namespace) ?? new Set());
      if (tenant) all.push(tenant);
    }
  }
  const byNamespace = new Map(all.map((tenant) => [tenant.namespace, tenant]));
  return { isDeclared, isShared: isDeclared || all.length > 0, all, byNamespace };
}

const NO_TENANTS: readonly Tenant[] = [];
const NOWHERE: ReadonlyMap<string, Tenant> = new Map();

function isLockedDown(controllers: Controllers): boolean {
  return FLUX_CONTROLLERS.some((name) => LOCKDOWN_FLAGS.some((flag) => (controllers.flag(name, flag) ?? 'false') !== 'false'));
}

/** The accounts that the syncs of a namespace act as, and those with the label of a tenant; where there are none, those of its releases. */
function accountsByNamespace({ manifests }: RuleContext): Map<string, Set<string>> {
  const accounts = new Map<string, Set<string>>();
  const add = (namespace: string | undefined, account: string | undefined): void => {
    if (namespace === undefined || account === undefined) return;
    accounts.set(namespace, (accounts.get(namespace) ?? new Set()).add(account));
  };
  const addOf = (kind: string, skip?: ReadonlySet<string | undefined>): void => {
    for (const applier of manifests.ofKind(kind)) {
      if (applier.object.spec?.serviceAccountName === undefined || skip?.has(applier.namespace)) continue;
      if (!applier.at('spec', 'kubeConfig').exists) add(applier.namespace, applier.at('spec', 'serviceAccountName').text());
    }
  };
  for (const kind of SYNCS) addOf(kind);
  for (const account of manifests.ofKind(Kind.SERVICE_ACCOUNT)) {
    if (account.label(TENANT_LABEL) !== undefined) add(account.namespace, account.name);
  }
  addOf(Kind.HELM_RELEASE, new Set(accounts.keys()));
  return accounts;
}

function tenantIn(
  context: RuleContext,
  namespace: string,
  object: Manifest | undefined,
  accounts: ReadonlySet<string>,
): Tenant | undefined {
  const label = object?.label(TENANT_LABEL);
  const role = object?.label(ROLE_LABEL);
  const isTenant =
    role === undefined
      ? label === undefined
        ? looksLikeTenant(context, namespace)
        : accounts.size > 0 || context.settings.multiTenant === true
      : role === TENANT_ROLE;
  if (!isTenant) return undefined;
  const name = label ?? namespace;
  return { namespace, name, object, accounts, isPlatform: isPlatform(context, namespace, name, accounts) };
}

/** Whether the settings say so, or a binding that gives an account of the tenant rights in the whole cluster. */
function isPlatform({ manifests, settings }: RuleContext, namespace: string, name: string, accounts: ReadonlySet<string>): boolean {
  if ([name, namespace].some((each) => settings.platformTenants?.includes(each))) return true;
  const grants = [...accounts].flatMap((account) => rightsIn(manifests).of(namespace, account));
  return grants.some(({ binding, isClusterWide }) => isClusterWide && isJustified(binding));
}

/** Whether a Kustomization applies a source of its namespace with an account that has rights there, and none in the whole cluster. */
function looksLikeTenant({ manifests }: RuleContext, namespace: string): boolean {
  return (
    manifests
      ._once(syncsByNamespace)
      .get(namespace)
      ?.some((sync) => {
        const account = sync.at('spec', 'serviceAccountName').text();
        const [source] = referencesIn(manifests)
          .of(sync)
          .filter(({ role }) => role === 'source');
        if (account === undefined || source?.to.namespace !== namespace || !manifests.find(source.to)) return false;
        const grants = rightsIn(manifests).of(namespace, account);
        return grants.some(({ binding }) => binding.namespace === namespace) && !grants.some(({ isClusterWide }) => isClusterWide);
      }) ?? false
  );
}

function syncsByNamespace(manifests: RuleContext['manifests']): ReadonlyMap<string | undefined, Manifest[]> {
  return groupBy(manifests.ofKind(Kind.KUSTOMIZATION), ({ namespace }) => namespace);
}
