import { IRule } from '../../verification/rule';

export const API_RULES: readonly IRule[] = [];
