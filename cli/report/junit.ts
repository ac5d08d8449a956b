import { Formatter } from './audit';

export const junitReport: Formatter = () => '';
