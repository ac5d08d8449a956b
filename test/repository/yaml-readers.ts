import { CORE_SCHEMA, JSON_SCHEMA, load } from 'js-yaml';
import { parse } from 'yaml';

/** Reads `text` as YAML 1.2 and YAML 1.1 and with the reader of the command line. */
export function readings(text: string): unknown[] {
  return [
    parse(text, { version: '1.2', maxAliasCount: 0 }),
    parse(text, { version: '1.1', maxAliasCount: 0 }),
    load(text, { schema: CORE_SCHEMA }),
    load(text, { schema: JSON_SCHEMA }),
  ];
}
