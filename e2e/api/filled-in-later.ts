import type { ApiObject } from './documents';

/** Text that something else takes the place of before the object is applied. */
interface Placeholder {
  /** Whether a text has some. */
  readonly in: RegExp;
  readonly reason: string;
}

const PLACEHOLDERS: readonly Placeholder[] = [
  { in: /\$\{|<</, reason: 'text that Flux or its operator fills in before it is applied' },
  { in: /ENC\[/, reason: 'text that stands for a value encrypted with SOPS' },
];

/** Why an object is refused, if it is for such a text; anything else that is wrong in an object with such a text is not excused. */
export function whyFilledInLater(object: ApiObject, message: string): string | undefined {
  return PLACEHOLDERS.find((placeholder) => isRefusedFor(placeholder, object, message))?.reason;
}

function isRefusedFor({ in: pattern }: Placeholder, object: ApiObject, message: string): boolean {
  if (pattern.test(message)) return true;
  if (message.includes('illegal base64 data')) {
    const wrong = Object.values(object.data as object).filter((value) => !isBase64(value));
    return wrong.length > 0 && wrong.every((value) => pattern.test(value));
  }
  // A text where a number or a boolean belongs is named by its field alone.
  const fields = [...message.matchAll(/\.([\w.]+): expected (?:numeric|boolean)/g)].map(([, path]) => path);
  return fields.length > 0 && fields.every((path) => pattern.test(String(valueAt(object, path))));
}

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<any>((value, key) => value?.[key], object);
}

function isBase64(value: unknown): boolean {
  return typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value;
}
