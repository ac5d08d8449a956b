import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ISourceFile } from '../manifests/source-file';
import { FluxVersion } from '../primitives/flux-version';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { Argument, argumentPatches, bootstrapKustomization, Patch, patchedAccount, patchesOf, patchOf } from './controller-patches';
import { fluxInstancesIn } from './flux-instances';
import { gateDefault } from './flux-releases';

/** The controllers of every installation. */
const CORE = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

/** All controllers of Flux. */
export const FLUX_CONTROLLERS = [...CORE, 'image-reflector-controller', 'image-automation-controller', 'source-watcher'];

/** Controllers that follow references to other namespaces unless they are told not to. */
export const REFERENCE_CONTROLLERS = FLUX_CONTROLLERS.filter((name) => name !== 'source-controller');

/** Controllers that act as the account that an object names. */
export const IMPERSONATING_CONTROLLERS = ['kustomize-controller', 'helm-controller'];

/** Kinds that say how the controllers run; a chart may bring the FluxInstance. The files of `flux bootstrap` say it too. */
export const KINDS_OF_CONTROLLERS: string[] = [Kind.FLUX_INSTANCE, Kind.HELM_RELEASE, Kind.DEPLOYMENT];

/**
 * The controllers of a cluster with the flags they run with, whatever installed them: a FluxInstance, or the manifests of
 * `flux bootstrap` with the patches beside them.
 */
export class Controllers {
  /** Whether the installation stands in the repository. Where it does not, nothing is known about controllers. */
  public readonly known: boolean;
  /** Names of the controllers that are installed; of those that always are, where only patches are known. */
  public readonly installed: string[];
  /** The FluxInstance that installs them. @internal */
  public readonly _instance?: Manifest;
  /** The account that a patch of the installation gives to the Kustomization of the sync. @internal */
  public readonly _patchedSyncAccount?: string;
  /** Where a person would add a flag. @internal */
  public readonly _where?: Field;
  /** Where the controllers run. @internal */
  public readonly _namespace: string;

  private readonly args: ReadonlyMap<string, readonly Argument[]>;
  private readonly release: FluxVersion;
  /** `flux bootstrap` chooses components and their gates; until its manifests are committed nobody knows which. */
  private readonly knowsComponents: boolean;

  /** @internal */
  constructor(manifests: ManifestSet, files: ISourceFile[], release: FluxVersion) {
    const [instance] = fluxInstancesIn(manifests);
    const deployments = instance ? [] : manifests.ofKind(Kind.DEPLOYMENT).filter(({ name }) => FLUX_CONTROLLERS.includes(name));
    const bootstrap = instance ? undefined : bootstrapKustomization(files);
    const patches = instance ? instancePatches(instance) : bootstrap ? patchesOf(bootstrap, files) : [];

    this.release = release;
    this.known = instance !== undefined || deployments.length > 0 || bootstrap !== undefined;
    this.knowsComponents = instance !== undefined || deployments.length > 0;
    this.installed = instance ? componentsOf(instance) : deployments.length > 0 ? deployments.map(({ name }) => name) : CORE;
    // What Flux renders holds the patches already; a repository whose gotk-components.yaml is not there yet has only them.
    this.args = argumentsOf(deployments, deployments.length > 0 ? [] : patches, instance);
    this._instance = instance;
    this._namespace = instance?.namespace ?? deployments[0]?.namespace ?? FLUX_NAMESPACE;
    this._patchedSyncAccount = patches.map(patchedAccount).find((account) => account !== undefined);
    this._where = instance?.at('spec', 'cluster', 'multitenant') ?? whereInBootstrap(bootstrap) ?? argsOf(deployments[0]);
  }

  /** Whether a controller runs. Where nothing is known, it may. */
  public runs(controller: string): boolean {
    return !this.knowsComponents || this.installed.includes(controller);
  }

  /** The value of a flag without its dashes: `true` for one that has none, `undefined` for one that is not set. */
  public flag(controller: string, name: string): string | undefined {
    const values = this.values(controller, name);
    return values[values.length - 1]?.value;
  }

  /** Whether a flag without a value is on. */
  public isOn(controller: string, name: string): boolean {
    return isTrue(this.flag(controller, name));
  }

  /** Whether a feature gate is on: as its flags say, which add up, else as the release has it. */
  public gate(controller: string, name: string): boolean {
    const values = this.values(controller, 'feature-gates');
    const set = values.length === 0 ? undefined : lastOf(values, name);
    if (set) return isTrue(set[1] ?? 'true');
    // `flux bootstrap` sets it together with the component.
    if (name === 'ExternalArtifact' && this.known && !this.knowsComponents) return true;
    return gateDefault(name, this.release);
  }

  /** Whether references to other namespaces are refused. */
  public get locked(): boolean {
    return this.isOn('kustomize-controller', 'no-cross-namespace-refs');
  }

  /** The account that an applier acts as when it names none; `undefined` where it acts with the rights of its controller. */
  public get defaultServiceAccount(): string | undefined {
    return this._defaultAccount('kustomize-controller');
  }

  /** The same for the appliers of one controller. @internal */
  public _defaultAccount(controller: string): string | undefined {
    return this.flag(controller, 'default-service-account') || undefined;
  }

  /** Where a flag is written. @internal */
  public _fieldOf(controller: string, name: string): Field | undefined {
    const values = this.values(controller, name);
    return values[values.length - 1]?.field;
  }

  /** The arguments of a controller, those of patches last. @internal */
  public _argumentsOf(controller: string): readonly Argument[] {
    return this.args.get(controller) ?? [];
  }

  /** What a flag is set to, the last time last. A value may be an argument of its own. */
  private values(controller: string, name: string): readonly FlagValue[] {
    const args = this.args.get(controller);
    if (args === undefined || args.length === 0) return NO_VALUES;
    const prefix = `--${name}`;
    return args.flatMap(({ text, field }, index) => {
      if (text.startsWith(`${prefix}=`)) return [{ value: text.slice(prefix.length + 1), field }];
      if (text !== prefix) return [];
      const next = args[index + 1]?.text ?? '-';
      return [{ value: next.startsWith('-') ? 'true' : next, field }];
    });
  }
}

/** What a flag is set to, and where. */
interface FlagValue {
  readonly value: string;
  readonly field: Field;
}

const NO_VALUES: readonly FlagValue[] = [];

/** What a gate is set to at last, `[name, value]`. */
function lastOf(values: readonly FlagValue[], name: string): string[] | undefined {
  return values
    .flatMap(({ value }) => value.split(','))
    .map((gate) => gate.trim().split('='))
    .filter(([gate]) => gate === name)
    .pop();
}

/** As Go reads it. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value);
}

function componentsOf(instance: Manifest): string[] {
  const components = instance.at('spec', 'components').items();
  return components.length === 0 ? CORE : components.flatMap((component) => component.text() ?? []);
}

function instancePatches(instance: Manifest): Patch[] {
  const patches = instance.at('spec', 'kustomize', 'patches').items();
  return patches.map((field) => patchOf(field, field.at('patch').text()));
}

function whereInBootstrap(kustomization: Manifest | undefined): Field | undefined {
  if (!kustomization) return undefined;
  return kustomization.at('patches').exists ? kustomization.at('patches') : kustomization.at('resources');
}

function argsOf(deployment: Manifest | undefined): Field | undefined {
  const template = deployment?.at('spec', 'template', 'spec', 'containers');
  return template?.items()[0]?.at('args') ?? template;
}

function argumentsOf(deployments: Manifest[], patches: Patch[], instance: Manifest | undefined): ReadonlyMap<string, Argument[]> {
  if (deployments.length === 0 && patches.length === 0 && !instance) return NO_ARGUMENTS;
  const all = new Map<string, Argument[]>(FLUX_CONTROLLERS.map((name) => [name, []]));
  for (const deployment of deployments) {
    const containers = deployment.at('spec', 'template', 'spec', 'containers').items();
    const args = containers.flatMap((container) => container.at('args').items());
    all.get(deployment.name)?.push(...args.flatMap((field) => (field.text() === undefined ? [] : [{ text: field.text()!, field }])));
  }
  if (instance) addProfile(instance, all);
  for (const { selects, replaces, args } of patches.flatMap(argumentPatches)) {
    for (const controller of FLUX_CONTROLLERS.filter(selects)) {
      all.set(controller, replaces ? [...args] : [...all.get(controller)!, ...args]);
    }
  }
  return all;
}

const NO_ARGUMENTS: ReadonlyMap<string, Argument[]> = new Map();

/** What the operator adds for the profile of its FluxInstance. */
function addProfile(instance: Manifest, all: Map<string, Argument[]>): void {
  const cluster = instance.at('spec', 'cluster');
  const add = (names: readonly string[], text: string, field: Field) => names.forEach((name) => all.get(name)?.push({ text, field }));

  const multitenant = cluster.at('multitenant');
  if (multitenant.isTrue()) {
    const account = cluster.at('tenantDefaultServiceAccount').text() ?? 'default';
    add(REFERENCE_CONTROLLERS, '--no-cross-namespace-refs=true', multitenant);
    add(['kustomize-controller'], '--no-remote-bases=true', multitenant);
    add(IMPERSONATING_CONTROLLERS, `--default-service-account=${account}`, multitenant);
  }
  if (componentsOf(instance).includes('source-watcher')) {
    add(IMPERSONATING_CONTROLLERS, '--feature-gates=ExternalArtifact=true', instance.at('spec', 'components'));
  }
  const identity = cluster.at('objectLevelWorkloadIdentity');
  if (identity.isTrue()) {
    const others = FLUX_CONTROLLERS.filter((name) => name !== 'source-watcher');
    add(others, '--feature-gates=ObjectLevelWorkloadIdentity=true', identity);
  }
}
