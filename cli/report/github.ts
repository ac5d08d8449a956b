import { Formatter } from './audit';

export const githubReport: Formatter = () => '';
