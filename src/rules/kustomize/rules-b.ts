import { IRule } from '../../verification/rule';
import { CrdNotProvided } from './crd-not-provided/rule';
import { CrdPrunable } from './crd-prunable/rule';
import { DeletionPolicyContradictsPrune } from './deletion-policy-contradicts-prune/rule';
import { DependencyCycle } from './dependency-cycle/rule';
import { DependencyNotFound } from './dependency-not-found/rule';
import { DependencyOfOtherKind } from './dependency-of-other-kind/rule';
import { EncryptedObjectWithoutDecryption } from './encrypted-object-without-decryption/rule';
import { InvalidCelExpression } from './invalid-cel-expression/rule';
import { KustomizeBuildFails } from './kustomize-build-fails/rule';
import { NamespaceNotDeclared } from './namespace-not-declared/rule';
import { NamespaceOrVolumePrunable } from './namespace-or-volume-prunable/rule';
import { ObjectOwnedTwice } from './object-owned-twice/rule';
import { ObjectWithoutNamespace } from './object-without-namespace/rule';
import { OverlappingPaths } from './overlapping-paths/rule';
import { PathNotFound } from './path-not-found/rule';
import { ReadyExprIgnoresReadiness } from './ready-expr-ignores-readiness/rule';
import { ResourceBeforeCrd } from './resource-before-crd/rule';
import { SameSourceDependencyChain } from './same-source-dependency-chain/rule';
import { SuspendedDependency } from './suspended-dependency/rule';
import { TimeoutBudgetExceeded } from './timeout-budget-exceeded/rule';

/** Order, paths, ownership, namespaces and definitions. */
export const KUSTOMIZE_RULES_B: readonly IRule[] = [
  new TimeoutBudgetExceeded(),
  new DependencyNotFound(),
  new DependencyCycle(),
  new DependencyOfOtherKind(),
  new SuspendedDependency(),
  new SameSourceDependencyChain(),
  new InvalidCelExpression(),
  new ReadyExprIgnoresReadiness(),
  new PathNotFound(),
  new KustomizeBuildFails(),
  new OverlappingPaths(),
  new ObjectOwnedTwice(),
  new ObjectWithoutNamespace(),
  new NamespaceNotDeclared(),
  new CrdNotProvided(),
  new ResourceBeforeCrd(),
  new CrdPrunable(),
  new NamespaceOrVolumePrunable(),
  new EncryptedObjectWithoutDecryption(),
  new DeletionPolicyContradictsPrune(),
];
