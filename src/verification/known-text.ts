import { Field } from '../manifests/manifest';

/** Whether a variable or a template is left in a text, so that nobody can tell here what it is in the cluster. */
export function isUnknown(text: string): boolean {
  return text.includes('${') || text.includes('<<');
}

/** The text of a field; `undefined` when there is none, or when nobody can tell what it is. */
export function knownText(field: Field): string | undefined {
  const text = field.text();
  return text === undefined || isUnknown(text) ? undefined : text;
}

/** Whether two texts may become the same in the cluster, whatever stands there for what is left of variables and templates in them. */
export function mayBeEqual(a: string, b: string): boolean {
  if (a === b) return true;
  if (!isUnknown(a)) return isUnknown(b) && fits(a, endsOf(b));
  return isUnknown(b) ? areAlike(endsOf(a), endsOf(b)) : fits(b, endsOf(a));
}

/** What stands before the first unknown part of a text, and behind the last one. */
interface Ends {
  readonly start: string;
  readonly end: string;
}

function endsOf(text: string): Ends {
  const [start] = text.split(/\$\{|<</, 1);
  return { start, end: text.slice(Math.max(text.lastIndexOf('}') + 1, text.lastIndexOf('>>') + 2)) };
}

function fits(text: string, { start, end }: Ends): boolean {
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

/** Of two unknown texts one may begin with what the other begins with, and end in the same way. */
function areAlike(a: Ends, b: Ends): boolean {
  return (a.start.startsWith(b.start) || b.start.startsWith(a.start)) && (a.end.endsWith(b.end) || b.end.endsWith(a.end));
}
