import { IRule } from '../../verification/rule';

export const NOTIFICATION_RULES: readonly IRule[] = [];
