import { IRule } from '../../verification/rule';

export const SECURITY_RULES: readonly IRule[] = [];
