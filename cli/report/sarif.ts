import { Formatter } from './audit';

export const sarifReport: Formatter = () => '';
