import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ISourceFile } from '../manifests/source-file';
import { FluxVersion } from '../primitives/flux-version';
import { gateDefault } from './flux-releases';

/** The controllers of every installation. */
const CORE = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

/** All controllers of Flux. */
export const FLUX_CONTROLLERS = [...CORE, 'image-reflector-controller', 'image-automation-controller', 'source-watcher'];

/** Controllers that follow references to other namespaces unless they are told not to. */
export const REFERENCE_CONTROLLERS = FLUX_CONTROLLERS.filter((name) => name !== 'source-controller');

/**
 * The controllers of a cluster with the flags they run with, whatever installed them: a FluxInstance, or the manifests of
 * `flux bootstrap` with the patches beside them.
 */
export class Controllers {
  /** Whether the installation stands in the repository. Where it does not, nothing is known about controllers. */
  public readonly known: boolean;
  /** Names of the controllers that are installed. */
  public readonly installed: string[];
  /** The FluxInstance that installs them. @internal */
  public readonly _instance?: Manifest;

  private readonly args: ReadonlyMap<string, readonly string[]>;
  private readonly release: FluxVersion;

  /** @internal */
  constructor(manifests: ManifestSet, files: readonly ISourceFile[], release: FluxVersion) {
    const [instance] = manifests.ofKind(Kind.FLUX_INSTANCE);
    const deployments = manifests.ofKind(Kind.DEPLOYMENT).filter(({ name }) => FLUX_CONTROLLERS.includes(name));
    const patches = instance ? instance.at('spec', 'kustomize', 'patches').items() : bootstrapPatches(files);
    this._instance = instance;
    this.release = release;
    this.known = instance !== undefined || deployments.length > 0 || patches.length > 0;
    this.installed = instance ? componentsOf(instance) : deployments.length > 0 ? deployments.map(({ name }) => name) : CORE;
    // What Flux renders holds the patches already; a repository whose gotk-components.yaml is not there yet has only them.
    this.args = flagsOf(deployments, deployments.length > 0 ? [] : patches, instance);
  }

  /** Whether a controller runs. Where nothing is known, it may. */
  public runs(controller: string): boolean {
    return !this.known || this.installed.includes(controller);
  }

  /** The value of a flag without its dashes: `true` for one that has none, `undefined` for one that is not set. */
  public flag(controller: string, name: string): string | undefined {
    const prefix = `--${name}`;
    const args = this.args.get(controller) ?? [];
    const last = [...args].reverse().find((arg) => arg === prefix || arg.startsWith(`${prefix}=`));
    if (last === undefined) return undefined;
    return last === prefix ? 'true' : last.slice(prefix.length + 1);
  }

  /** Whether a feature gate is on: as its flag says, else as the release has it. */
  public gate(controller: string, name: string): boolean {
    const gates = (this.flag(controller, 'feature-gates') ?? '').split(',');
    const set = gates.find((gate) => gate.startsWith(`${name}=`));
    return set ? set.endsWith('=true') : gateDefault(name, this.release);
  }

  /** Whether references to other namespaces are refused. */
  public get locked(): boolean {
    return this.flag('kustomize-controller', 'no-cross-namespace-refs') === 'true';
  }

  /** The account that an applier acts as when it names none; `undefined` where it acts with the rights of its controller. */
  public get defaultServiceAccount(): string | undefined {
    return this.flag('kustomize-controller', 'default-service-account') || undefined;
  }
}

function componentsOf(instance: Manifest): string[] {
  const components = instance.at('spec', 'components').items();
  return components.length === 0 ? CORE : components.flatMap((component) => component.text() ?? []);
}

/** The patches of the kustomization that lists what `flux bootstrap` wrote. */
function bootstrapPatches(files: readonly ISourceFile[]): Field[] {
  return files
    .filter(({ path }) => /(^|\/)flux-system\/kustomization\.ya?ml$/.test(path))
    .flatMap(({ documents }) => documents.flatMap((document) => document.at('patches').items()));
}

function flagsOf(deployments: Manifest[], patches: Field[], instance: Manifest | undefined): Map<string, string[]> {
  const flags = new Map<string, string[]>(FLUX_CONTROLLERS.map((name) => [name, []]));
  const add = (names: readonly string[], args: readonly string[]) => names.forEach((name) => flags.get(name)?.push(...args));

  for (const deployment of deployments) {
    for (const container of deployment.at('spec', 'template', 'spec', 'containers').items()) {
      add(
        [deployment.name],
        container
          .at('args')
          .items()
          .flatMap((arg) => arg.text() ?? []),
      );
    }
  }
  if (instance) profileFlags(instance, add);
  for (const patch of patches) add(targetsOf(patch), argsIn(patch.at('patch').text() ?? ''));
  return flags;
}

/** What the operator adds for the profile of its FluxInstance. */
function profileFlags(instance: Manifest, add: (names: readonly string[], args: readonly string[]) => void): void {
  const cluster = instance.at('spec', 'cluster');
  const account = cluster.at('tenantDefaultServiceAccount').text() ?? 'default';
  if (cluster.at('multitenant').isTrue()) {
    add(REFERENCE_CONTROLLERS, ['--no-cross-namespace-refs=true']);
    add(['kustomize-controller'], ['--no-remote-bases=true']);
    add(['kustomize-controller', 'helm-controller'], [`--default-service-account=${account}`]);
  }
  const gates = [
    ...(componentsOf(instance).includes('source-watcher') ? ['ExternalArtifact=true'] : []),
    ...(cluster.at('objectLevelWorkloadIdentity').isTrue() ? ['ObjectLevelWorkloadIdentity=true'] : []),
  ];
  if (gates.length > 0) add(['kustomize-controller', 'helm-controller'], [`--feature-gates=${gates.join(',')}`]);
}

/** The controllers whose Deployments a patch changes. Its name is a regular expression for the whole name. */
function targetsOf(patch: Field): string[] {
  const target = patch.at('target');
  const kind = target.at('kind').text() ?? 'Deployment';
  if (kind !== 'Deployment') return [];
  const name = target.at('name').text() ?? /name:\s*([\w-]+)/.exec(patch.at('patch').text() ?? '')?.[1];
  if (name === undefined) return target.exists ? [...FLUX_CONTROLLERS] : [];
  return FLUX_CONTROLLERS.filter((controller) => matchesWhole(name, controller));
}

function matchesWhole(pattern: string, text: string): boolean {
  // Names of controllers are short, and so is what people match them with; a long pattern may be slow on purpose.
  if (pattern.length > 200) return false;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

/** Arguments in the text of a patch, whichever kind of patch it is. */
function argsIn(patch: string): string[] {
  return [...patch.matchAll(/--[a-z][a-z-]*(?:=[^\s"',]+(?:,[^\s"',]+)*)?/g)].map(([arg]) => arg);
}
