import { IRule } from '../../verification/rule';

export const TENANCY_RULES: readonly IRule[] = [];
