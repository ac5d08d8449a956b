import { Formatter } from './audit';

/** The report for programs. The same repository gives the same bytes. */
export const jsonReport: Formatter = ({ report }) => `${JSON.stringify(report, null, 2)}\n`;
