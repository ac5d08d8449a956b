import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { KustomizationSpecDecryption } from '../../imports/kustomize.toolkit.fluxcd.io';
import { ServiceAccount } from '../constructs/kubernetes/service-account';
import { Kustomization } from '../constructs/kustomize/kustomization';
import { IManifestSource } from '../constructs/source/source-reference';
import { fleetContextOf } from '../primitives/fleet-context';
import { NAMESPACE_NAME_LABEL } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { Cluster } from './cluster';
import { SourceAllowList } from './source-allow-list';
import { bindInNamespace, bindTenantRole } from './tenant-binding';
import { TENANT_LABEL } from '../primitives/tenant-marks';
import { TENANT_ACCOUNT } from './tenant-defaults';
import { requireAllowedSource, requireOwnAccount, requireOwnKeys } from './tenant-input';
import { addTenantNamespace, requireMoreNamespaces, requireTenantNamespace } from './tenant-namespace';
import { TenantRole } from './tenant-role';
import { TenantSource } from './tenant-source';
import { tenantsLayer } from './tenants-layer';

/** Props for `TenantSpace`. */
export interface TenantSpaceProps {
  /** Where the tenant's manifests come from. */
  readonly source: TenantSource;

  /**
   * What the tenant's sync may do.
   *
   * @default TenantRole.admin()
   */
  readonly role?: TenantRole;

  /**
   * Name of the service account that the tenant's sync acts as. Its role binding has the same name.
   *
   * @default 'flux'
   */
  readonly serviceAccountName?: string;

  /**
   * How often the tenant's manifests are applied again when nothing changed.
   *
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * How encrypted files of the tenant are decrypted. `Decryption` says it. The Secret of the keys, or the account, is one of the tenant's
   * namespace, and the tenant's own: the keys of the fleet are out of its reach.
   *
   * @default - files are not decrypted
   */
  readonly decryption?: KustomizationSpecDecryption;

  /**
   * Namespace of the tenant.
   *
   * @default - the construct id
   */
  readonly namespace?: string;

  /**
   * Further namespaces of the tenant, with the same labels, limits and rights. Its pods may connect to each other across them. Each
   * object of the tenant must then name its namespace.
   *
   * @default - none
   */
  readonly moreNamespaces?: string[];

  /**
   * The most that each namespace may use, by resource.
   *
   * @default - 100 pods, 20 volume claims, 2 load balancers
   */
  readonly quota?: { [resource: string]: string };

  /**
   * Other namespaces whose pods may connect to the tenant's pods, e.g. that of the ingress controller.
   *
   * @default - none
   */
  readonly ingressFrom?: string[];

  /**
   * Addresses that sources of the tenant may have, whole or as a prefix. The API server refuses all others.
   *
   * @default - any address
   */
  readonly allowedSources?: string[];

  /**
   * Labels of the namespaces, e.g. for pod security.
   *
   * @default - the two labels of tenants
   */
  readonly labels?: { [key: string]: string };
}

/**
 * The space of a team in a cluster: a namespace or several, a service account that can act only there, and a sync that applies the team's
 * manifests with the rights of that account.
 *
 * The first tenant locks the cluster (`Tenancy.locked()`), because without that a service account confines nobody.
 *
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 *
 * @example
 *
 * new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
 */
export class TenantSpace extends Construct {
  /** Namespace of the tenant; the one with its source and its sync, where there are several. */
  public readonly namespace: string;

  /** Service account of the tenant's sync. */
  public readonly serviceAccount: ServiceAccount;

  /** Where the tenant's manifests come from. */
  public readonly source: IManifestSource;

  /** What applies the tenant's manifests. */
  public readonly sync: Kustomization;

  /**
   * @param scope a cluster, whose layer `tenants` then holds the tenant, or a layer
   * @param id name of the tenant
   */
  constructor(scope: Construct, id: string, props: TenantSpaceProps) {
    super(Cluster.isCluster(scope) ? tenantsLayer(scope as Cluster) : scope, id);
    this.namespace = props.namespace ?? id;
    requireTenantNamespace(this, props.namespace === undefined ? 'id' : 'namespace', this.namespace);
    requireMoreNamespaces(this, this.namespace, props.moreNamespaces ?? []);
    requireAllowedSource(this, props.source, props.allowedSources);
    place(this, { component: id });
    fleetContextOf(this).lockdown?.lock();

    const { namespace } = this;
    const role = props.role ?? TenantRole.admin();
    requireOwnKeys(this, props.decryption, role);
    const name = requireOwnAccount(this, props.serviceAccountName ?? TENANT_ACCOUNT);
    this.serviceAccount = new ServiceAccount(this, 'service-account', { name, namespace });
    this.addNamespaces(id, props, role);
    this.source = props.source._define(this, id, namespace);
    this.sync = new Kustomization(this, 'sync', {
      name: id,
      namespace,
      source: this.source,
      path: props.source.path,
      interval: props.interval,
      decryption: props.decryption,
      serviceAccountName: this.serviceAccount.name,
      targetNamespace: role.isPlatform || props.moreNamespaces?.length ? undefined : namespace,
    });
    this.addAllowList(id, props);
  }

  private addNamespaces(tenant: string, { moreNamespaces = [], ingressFrom = [], ...props }: TenantSpaceProps, role: TenantRole): void {
    const all = [this.namespace, ...moreNamespaces];
    for (const namespace of all) {
      const isFirst = namespace === this.namespace;
      const scope = isFirst ? this : new Construct(this, `namespace-${namespace}`);
      if (!isFirst) place(scope, { component: namespace });
      const others = all.filter((other) => other !== namespace);
      addTenantNamespace(scope, { ...props, tenant, namespace, ingressFrom: [...new Set([...others, ...ingressFrom])] });
      if (isFirst) bindTenantRole(scope, tenant, this.serviceAccount, role);
      else if (!role.isPlatform) bindInNamespace(scope, namespace, this.serviceAccount, role);
    }
  }

  private addAllowList(tenant: string, { moreNamespaces = [], allowedSources }: TenantSpaceProps): void {
    if (!allowedSources) return;
    const [label, value] = moreNamespaces.length > 0 ? [TENANT_LABEL, tenant] : [NAMESPACE_NAME_LABEL, this.namespace];
    new SourceAllowList(this, `${tenant}-sources`, { urls: allowedSources, namespaceLabels: { [label]: value } });
  }
}
