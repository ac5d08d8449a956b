import { buildGo } from '../build-tool';

/** Module in `e2e/tools/` and package of each program that the proofs start. */
const PROGRAMS = {
  certificates: ['certificates', '.'],
  etcd: ['etcd', 'go.etcd.io/etcd/server/v3'],
  'kube-apiserver': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-apiserver'],
  'kube-controller-manager': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-controller-manager'],
  'kube-scheduler': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-scheduler'],
  'source-controller': ['flux', 'github.com/fluxcd/source-controller'],
  'kustomize-controller': ['flux', 'github.com/fluxcd/kustomize-controller'],
  'helm-controller': ['flux', 'github.com/fluxcd/helm-controller'],
  'notification-controller': ['flux', 'github.com/fluxcd/notification-controller'],
  'image-reflector-controller': ['flux', 'github.com/fluxcd/image-reflector-controller'],
  'image-automation-controller': ['flux', 'github.com/fluxcd/image-automation-controller'],
  kustomize: ['flux', 'sigs.k8s.io/kustomize/kustomize/v5'],
  kwok: ['flux', 'sigs.k8s.io/kwok/cmd/kwok'],
  registry: ['registry', 'github.com/distribution/distribution/v3/cmd/registry'],
} as const;

export type ProgramName = keyof typeof PROGRAMS;

/** The path of a program, which is built the first time it is asked for. */
export function program(name: ProgramName): Promise<string> {
  const [module, goPackage] = PROGRAMS[name];
  return buildGo(`tools/${module}`, goPackage, name);
}
