import { Formatter } from './audit';

export const markdownReport: Formatter = () => '';
