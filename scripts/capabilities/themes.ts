import { DELIVERY_THEMES } from './delivery-themes';
import { OPERATION_THEMES } from './operation-themes';
import { REPOSITORY_THEMES } from './repository-themes';
import { Theme } from './theme';

/** The page in its order: what is in a repository, how it reaches clusters, and how it is kept right. */
export const THEMES: readonly Theme[] = [...REPOSITORY_THEMES, ...DELIVERY_THEMES, ...OPERATION_THEMES];
