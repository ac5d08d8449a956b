import { IRule } from '../../verification/rule';
import { DependencyWithoutWait } from './dependency-without-wait/rule';
import { KUSTOMIZE_RULES_A } from './rules-a';
import { KUSTOMIZE_RULES_B } from './rules-b';

export const KUSTOMIZE_RULES: readonly IRule[] = [new DependencyWithoutWait(), ...KUSTOMIZE_RULES_A, ...KUSTOMIZE_RULES_B];
