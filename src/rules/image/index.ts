import { IRule } from '../../verification/rule';

export const IMAGE_RULES: readonly IRule[] = [];
