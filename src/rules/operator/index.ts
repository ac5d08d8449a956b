import { IRule } from '../../verification/rule';

export const OPERATOR_RULES: readonly IRule[] = [];
