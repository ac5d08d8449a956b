import { resolveInteger, resolvePlain } from './go-scalar';

const PREFIX = 'tag:yaml.org,2002:';

/** The tag of a key that stands for the fields of another map. */
export const MERGE_TAG = `${PREFIX}merge`;

const TIME = String.raw`(?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(?:[.,]\d+)?`;
const ZONE = String.raw`(?:Z|[-+](?:[01]\d|2[0-4]):(?:[0-5]\d|60))`;
const TIMESTAMP = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]${TIME}${ZONE}| +${TIME})?$`);
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Says that a scalar is not what its tag says; Kubernetes refuses the document. */
export const NOT_OF_TAG = Symbol('not of its tag');

/** The value of a scalar with a tag, in any style. A tag that Kubernetes does not know leaves the text as it is. */
export function resolveTagged(tag: string, text: string): string | number | boolean | null | typeof NOT_OF_TAG {
  const name = tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : '';
  switch (name) {
    case 'null':
    case 'bool':
    case 'float': {
      const value = resolvePlain(text);
      const type = name === 'bool' ? 'boolean' : name === 'float' ? 'number' : 'object';
      return typeof value === type ? value : NOT_OF_TAG;
    }
    case 'int': {
      const integer = resolveInteger(text);
      return integer === undefined ? NOT_OF_TAG : Number(integer);
    }
    case 'timestamp':
      return isTimestamp(text) ? text : NOT_OF_TAG;
    case 'binary': {
      const bytes = text.replace(/[\r\n]/g, '');
      return bytes.length % 4 === 0 && BASE64.test(bytes) ? Buffer.from(bytes, 'base64').toString('utf8') : NOT_OF_TAG;
    }
    default:
      return text;
  }
}

/** Whether a text is a time as Go takes it, on a day that there is. */
function isTimestamp(text: string): boolean {
  const [year, month, day] = (TIMESTAMP.exec(text) ?? []).slice(1).map(Number);
  // Every 400 years are alike, and JavaScript takes the first hundred for others.
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}
