import { IRule } from '../verification/rule';
import { API_RULES } from './api';
import { HELM_RULES } from './helm';
import { IMAGE_RULES } from './image';
import { KUSTOMIZE_RULES } from './kustomize';
import { NOTIFICATION_RULES } from './notification';
import { OPERATOR_RULES } from './operator';
import { SECURITY_RULES } from './security';
import { SOURCE_RULES } from './source';
import { STRUCTURE_RULES } from './structure';
import { TENANCY_RULES } from './tenancy';

/** Every rule of ours. */
export const ALL_RULES: readonly IRule[] = [
  ...API_RULES,
  ...SOURCE_RULES,
  ...KUSTOMIZE_RULES,
  ...HELM_RULES,
  ...IMAGE_RULES,
  ...NOTIFICATION_RULES,
  ...OPERATOR_RULES,
  ...TENANCY_RULES,
  ...SECURITY_RULES,
  ...STRUCTURE_RULES,
];
