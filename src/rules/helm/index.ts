import { IRule } from '../../verification/rule';

export const HELM_RULES: readonly IRule[] = [];
