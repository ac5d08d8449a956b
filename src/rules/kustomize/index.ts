import { IRule } from '../../verification/rule';
import { DependencyWithoutWait } from './dependency-without-wait/rule';

export const KUSTOMIZE_RULES: readonly IRule[] = [new DependencyWithoutWait()];
