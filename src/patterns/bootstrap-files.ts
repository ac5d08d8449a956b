import { Yaml } from 'cdk8s';
import { argumentPatch } from '../constructs/operator/controller-args';

/** Controllers that can follow a reference to another namespace. */
const REFERENCE_CONTROLLERS = [
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];
/** Controllers whose default account is a cloud identity. For the appliers it is the account that they act as. */
const IDENTITY_CONTROLLERS = ['source-controller', 'notification-controller', 'image-reflector-controller', 'image-automation-controller'];
const APPLIERS = ['kustomize-controller', 'helm-controller'];

/** A patch of a `kustomization.yaml`. */
interface KustomizePatch {
  readonly target?: { readonly kind?: string; readonly name?: string };
  readonly patch: string;
}

/** What `flux bootstrap` fills, by file name. Its two files are made once, so that the directory builds before. */
export const BOOTSTRAP_PLACEHOLDERS: ReadonlyMap<string, string> = new Map(
  ['gotk-components.yaml', 'gotk-sync.yaml'].map((file) => [
    `flux-system/${file}`,
    `# Filled by flux bootstrap. Settings belong in the patches of kustomization.yaml beside this file.\n`,
  ]),
);

/** The `flux-system/kustomization.yaml` that `flux bootstrap` keeps: its own files, changed by patches. */
export function bootstrapKustomization(locked: boolean, workloadIdentity: boolean, patches: KustomizePatch[]): Record<string, unknown> {
  const all = [...(locked ? lockdownPatches(workloadIdentity) : []), ...patches];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['gotk-components.yaml', 'gotk-sync.yaml'],
    ...(all.length > 0 && { patches: all }),
  };
}

/**
 * All that confines tenants. The flags alone would take Flux's own sync its rights, so it names the account that keeps them.
 */
function lockdownPatches(workloadIdentity: boolean): KustomizePatch[] {
  return [
    argumentPatch(REFERENCE_CONTROLLERS, ['--no-cross-namespace-refs=true']),
    argumentPatch(['kustomize-controller'], ['--no-remote-bases=true']),
    argumentPatch(APPLIERS, ['--default-service-account=default']),
    ...(workloadIdentity ? identityPatches() : []),
    {
      patch: Yaml.stringify([{ op: 'add', path: '/spec/serviceAccountName', value: 'kustomize-controller' }]),
      target: { kind: 'Kustomization' },
    },
  ];
}

/** The accounts of cloud identities. The controllers refuse to start with these flags when the gate is off. */
function identityPatches(): KustomizePatch[] {
  return [
    argumentPatch([...IDENTITY_CONTROLLERS, ...APPLIERS], ['--feature-gates=ObjectLevelWorkloadIdentity=true']),
    argumentPatch(IDENTITY_CONTROLLERS, ['--default-service-account=default']),
    argumentPatch(APPLIERS, ['--default-kubeconfig-service-account=default']),
    argumentPatch(['kustomize-controller'], ['--default-decryption-service-account=default']),
  ];
}
