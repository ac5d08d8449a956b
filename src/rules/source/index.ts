import { IRule } from '../../verification/rule';

export const SOURCE_RULES: readonly IRule[] = [];
