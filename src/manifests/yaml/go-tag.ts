import { resolveInteger, resolvePlain } from './go-scalar';

const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9:.]+(?:Z|[-+][0-9]{2}:[0-9]{2})| [0-9:.]+)?$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Says that a scalar is not what its tag says; Kubernetes refuses the document. */
export const NOT_OF_TAG = Symbol('not of its tag');

/** The value of a scalar with a tag, in any style. A tag that Kubernetes does not know leaves the text as it is. */
export function resolveTagged(tag: string, text: string): string | number | boolean | null | typeof NOT_OF_TAG {
  switch (tag) {
    case 'null':
    case 'bool':
    case 'float': {
      const value = resolvePlain(text);
      const type = tag === 'bool' ? 'boolean' : tag === 'float' ? 'number' : 'object';
      return typeof value === type ? value : NOT_OF_TAG;
    }
    case 'int': {
      const integer = resolveInteger(text);
      return integer === undefined ? NOT_OF_TAG : Number(integer);
    }
    case 'timestamp':
      return TIMESTAMP.test(text) ? text : NOT_OF_TAG;
    case 'binary': {
      const bytes = text.replace(/[\r\n]/g, '');
      return bytes.length % 4 === 0 && BASE64.test(bytes) ? Buffer.from(bytes, 'base64').toString('utf8') : NOT_OF_TAG;
    }
    default:
      return text;
  }
}

/** The name of a tag of YAML itself: `int` of `!!int`. Empty for all others. */
export function tagName(tag: string): string {
  if (tag.startsWith('!!')) return tag.slice(2);
  const long = /^!<tag:yaml\.org,2002:(.*)>$/.exec(tag);
  return long ? long[1] : '';
}
