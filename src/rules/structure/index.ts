import { IRule } from '../../verification/rule';
import { BootstrapInstall } from './bootstrap-install/rule';
import { ClusterInOneKustomization } from './cluster-in-one-kustomization/rule';
import { CrdAndResourceInOneLayer } from './crd-and-resource-in-one-layer/rule';
import { CrossDomainReference } from './cross-domain-reference/rule';
import { FluxSystemOutsideCluster } from './flux-system-outside-cluster/rule';
import { HardcodedClusterValue } from './hardcoded-cluster-value/rule';
import { IntervalTooShort } from './interval-too-short/rule';
import { LayerWithoutDependency } from './layer-without-dependency/rule';
import { MonorepoWithoutSplit } from './monorepo-without-split/rule';
import { PathOfOtherCluster } from './path-of-other-cluster/rule';
import { SuspendedInGit } from './suspended-in-git/rule';
import { WorkloadInDefaultNamespace } from './workload-in-default-namespace/rule';

/** How a cluster is divided, and how a fleet is laid out. */
export const STRUCTURE_RULES: readonly IRule[] = [
  new SuspendedInGit(),
  new PathOfOtherCluster(),
  new IntervalTooShort(),
  new LayerWithoutDependency(),
  new CrdAndResourceInOneLayer(),
  new ClusterInOneKustomization(),
  new WorkloadInDefaultNamespace(),
  new FluxSystemOutsideCluster(),
  new BootstrapInstall(),
  new MonorepoWithoutSplit(),
  new HardcodedClusterValue(),
  new CrossDomainReference(),
];
