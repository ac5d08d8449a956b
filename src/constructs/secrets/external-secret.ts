import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExternalSecretSpecDataFrom,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecSecretStoreRef,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTarget,
  toJson_ExternalSecretSpec,
} from '../../../imports/external-secrets.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { fleetContextOf } from '../../primitives/fleet-context';
import { SecretsKind } from '../../primitives/flux-kind';
import { toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';
import { WATCH_ENABLED, WATCH_LABEL } from '../../primitives/watch-label';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { requireSameNamespace } from '../source/same-namespace';
import { reflectionAnnotations } from './reflection';
import { ISecretStore } from './secret-store';
import { DATA_KEY_IN_WORDS, isDataKey, suggestDataKey } from '../../primitives/data-key';

/** A value in a store. */
export interface RemoteSecret {
  /** Name of the secret in the store, e.g. `prod/app/database`. */
  readonly key: string;

  /**
   * The part of a secret that holds several, e.g. `password`.
   *
   * @default - the whole secret
   */
  readonly property?: string;

  /**
   * Version of the secret in the store.
   *
   * @default - the newest
   */
  readonly version?: string;
}

/** Props for `ExternalSecret`. */
export interface ExternalSecretProps extends FluxObjectProps {
  /**
   * Where the values are: a ClusterSecretStore, or a SecretStore of the same namespace.
   *
   * @default - the store of the fleet's `SecretStrategy.externalSecrets()`
   */
  readonly store?: ISecretStore;

  /**
   * Values by key of the Secret.
   *
   * @default - none; `dataFrom` brings them
   */
  readonly data?: { [key: string]: RemoteSecret };

  /**
   * Secrets of the store that are taken whole: `extract` by name, `find` by pattern.
   *
   * @default - none
   */
  readonly dataFrom?: ExternalSecretSpecDataFrom[];

  /**
   * How often the store is read.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;

  /**
   * When the store is read.
   *
   * @default - every `refreshInterval`
   */
  readonly refreshPolicy?: ExternalSecretSpecRefreshPolicy;

  /**
   * The Secret: its name, its template, who owns it.
   *
   * @default - a Secret of the same name, which is deleted with the ExternalSecret
   */
  readonly target?: ExternalSecretSpecTarget;

  /**
   * Namespaces that Reflector copies the Secret into. The copies have no labels: Flux sees their changes at the next interval only, so
   * what Flux reads is better an ExternalSecret of its own. Not together with a template, which has annotations of its own.
   *
   * @default - none
   */
  readonly reflectTo?: string[];

  /**
   * Whether a Kustomization or HelmRelease that reads the Secret acts as soon as it changes. Not together with a template, which has
   * labels of its own.
   *
   * @default false - most Secrets are read by pods, not by Flux
   */
  readonly watched?: boolean;
}

/**
 * A Secret that External Secrets Operator makes of values in a store.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret extends Construct implements INamedObject {
  public readonly name: string;
  public readonly namespace?: string;

  /** Name of the Secret that it makes, for whoever reads it. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    const { refreshPolicy, dataFrom, target } = props;
    const secretStoreRef = storeReference(this, props);
    requireValues(this, props);
    requireNoTemplate(this, props);
    const refreshInterval = toFluxDuration(
      this,
      'refreshInterval',
      props.refreshInterval ?? defaultDuration(this, 'ExternalSecret.refreshInterval'),
    );

    const object = addFluxObject(this, SecretsKind.EXTERNAL_SECRET, props, () =>
      toJson_ExternalSecretSpec({
        refreshInterval,
        refreshPolicy,
        secretStoreRef,
        target,
        data: props.data && Object.entries(props.data).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef })),
        dataFrom,
      }),
    );
    // Without a template the operator copies labels and annotations onto the Secret.
    for (const [key, value] of Object.entries(reflectionAnnotations(this, object.metadata.namespace, props.reflectTo)))
      object.metadata.addAnnotation(key, value);
    if (props.watched) object.metadata.addLabel(WATCH_LABEL, WATCH_ENABLED);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
    this.secretName = target?.name ?? this.name;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function storeReference(at: Construct, props: ExternalSecretProps): ExternalSecretSpecSecretStoreRef {
  const { store } = props;
  if (store?.storeKind === SecretsKind.SECRET_STORE.kind) {
    const name = requireSameNamespace(at, props, 'store', store.storeKind, store, 'External Secrets');
    return { kind: ExternalSecretSpecSecretStoreRefKind.SECRET_STORE, name };
  }
  if (store) return { kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE, name: store.name };
  const { secretStore } = fleetContextOf(at);
  if (secretStore !== undefined) return { kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE, name: secretStore };
  throw new InputError(at, {
    prop: 'store',
    got: store,
    mustBe: 'given where the fleet has no store of its own',
    fix: "store: ClusterSecretStore.fromClusterSecretStoreName(this, 'store', 'fleet'), or secrets: SecretStrategy.externalSecrets({ … }) of the FluxApp",
  });
}

function requireValues(at: Construct, { data, dataFrom }: ExternalSecretProps): void {
  for (const [key, { key: remote }] of Object.entries(data ?? {})) requireKeys(at, key, remote);
  if (Object.keys(data ?? {}).length + (dataFrom?.length ?? 0) > 0) return;
  throw new InputError(at, {
    prop: 'data',
    got: data,
    mustBe: 'given, or dataFrom; otherwise the Secret stays empty',
    fix: "data: { password: { key: 'prod/app/database', property: 'password' } }",
  });
}

/** Refuses what the API server, or the store, would refuse. */
function requireKeys(at: Construct, key: string, remote: string): void {
  if (isDataKey(key) && remote !== '') return;
  const isKey = remote !== '';
  throw new InputError(at, {
    prop: isKey ? 'data' : `data['${key}'].key`,
    got: isKey ? key : remote,
    mustBe: isKey ? `a map whose keys have ${DATA_KEY_IN_WORDS}` : 'the name of the secret in the store',
    fix: isKey ? `'${suggestDataKey(key) || 'password'}': { key: '${remote}' }` : `'${key}': { key: 'prod/app/database' }`,
  });
}

function requireNoTemplate(at: Construct, props: ExternalSecretProps): void {
  const { target, watched, reflectTo } = props;
  if (!target?.template || (!watched && !reflectTo)) return;
  const prop = watched ? 'watched' : 'reflectTo';
  throw new InputError(at, {
    prop,
    got: props[prop],
    mustBe: `left out beside target.template: the Secret then has the ${watched ? 'labels' : 'annotations'} of the template alone`,
    fix: watched
      ? `target: { template: { metadata: { labels: { '${WATCH_LABEL}': '${WATCH_ENABLED}' } } } }`
      : 'put the annotations of Reflector into target.template.metadata.annotations',
  });
}
