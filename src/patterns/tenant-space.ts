import { Construct } from 'constructs';
import { Namespace } from '../constructs/kubernetes/namespace';
import { NetworkPolicy } from '../constructs/kubernetes/network-policy';
import { ResourceQuota } from '../constructs/kubernetes/resource-quota';
import { ServiceAccount } from '../constructs/kubernetes/service-account';
import { Kustomization } from '../constructs/kustomize/kustomization';
import { IManifestSource } from '../constructs/source/source-reference';
import { fleetContextOf } from '../primitives/fleet-context';
import { InputError } from '../primitives/input-error';
import { NAMESPACE_NAME_LABEL } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { Cluster } from './cluster';
import { isAllowed, requireUrl, SourceAllowList } from './source-allow-list';
import { bindTenantRole } from './tenant-binding';
import { DEFAULT_TENANT_QUOTA, tenantLabels } from './tenant-defaults';
import { requireTenantNamespace } from './tenant-namespace';
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
   * Namespace of the tenant.
   *
   * @default - the construct id
   */
  readonly namespace?: string;

  /**
   * The most that the namespace may use, by resource.
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
   * Addresses that sources in the namespace may have, whole or as a prefix. The API server refuses all others.
   *
   * @default - any address
   */
  readonly allowedSources?: string[];

  /**
   * Labels of the namespace, e.g. for pod security.
   *
   * @default - the two labels of tenants
   */
  readonly labels?: { [key: string]: string };
}

/**
 * The space of a team in a cluster: a namespace, a service account that can act only there, and a sync that applies the team's
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
  /** Namespace of the tenant. */
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
    requireAllowedSource(this, props);
    place(this, { component: id });
    fleetContextOf(this).lockdown?.lock();

    const { namespace } = this;
    const role = props.role ?? TenantRole.admin();
    new Namespace(this, 'namespace', { name: namespace, labels: { ...tenantLabels(id), ...props.labels } });
    this.serviceAccount = new ServiceAccount(this, 'service-account', { name: 'flux', namespace });
    bindTenantRole(this, id, this.serviceAccount, role);
    this.source = props.source._define(this, id, namespace);
    this.sync = new Kustomization(this, 'sync', {
      name: id,
      namespace,
      source: this.source,
      path: props.source.path,
      serviceAccountName: this.serviceAccount.name,
      targetNamespace: role.isPlatform ? undefined : namespace,
    });
    this.addLimits(id, props);
  }

  private addLimits(id: string, { quota, ingressFrom, allowedSources }: TenantSpaceProps): void {
    const { namespace } = this;
    place(new ResourceQuota(this, 'resource-quota', { name: id, namespace, hard: quota ?? DEFAULT_TENANT_QUOTA }), {
      file: 'resource-quota',
    });
    place(new NetworkPolicy(this, 'network-policy', { name: id, namespace, ingressFromNamespaces: ingressFrom }), {
      file: 'network-policy',
    });
    if (!allowedSources) return;
    const namespaceLabels = { [NAMESPACE_NAME_LABEL]: namespace };
    new SourceAllowList(this, `${id}-sources`, { urls: allowedSources, namespaceLabels });
  }
}

/** A tenant whose own source is refused would never start. */
function requireAllowedSource(at: Construct, { source, allowedSources }: TenantSpaceProps): void {
  const urls = allowedSources?.map((url) => requireUrl(at, url));
  if (!urls || isAllowed(source.url, urls)) return;
  throw new InputError(at, {
    prop: 'source',
    got: source.url,
    mustBe: `one of allowedSources (${urls.join(', ')})`,
    fix: `allowedSources: [${[...urls, source.url].map((url) => `'${url}'`).join(', ')}]`,
  });
}
