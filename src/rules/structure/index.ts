import { IRule } from '../../verification/rule';

export const STRUCTURE_RULES: readonly IRule[] = [];
