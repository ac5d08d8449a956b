import { Format } from '../lint/lint-options';
import { Formatter } from './audit';

/** Formats are loaded when they are asked for. */
export const FORMATTERS: Readonly<Record<Format, () => Promise<Formatter>>> = {
  text: async () => (await import('./text')).textReport,
  json: async () => (await import('./json')).jsonReport,
  sarif: async () => (await import('./sarif')).sarifReport,
  github: async () => (await import('./github')).githubReport,
  junit: async () => (await import('./junit')).junitReport,
  markdown: async () => (await import('./markdown')).markdownReport,
};
