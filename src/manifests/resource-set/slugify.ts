/** The length of a label, above which words are cut off. */
const MAX_LENGTH = 63;

/** A part of a name, as github.com/gosimple/slug makes it of ASCII text. */
export function slugify(text: string): string {
  const slug = text
    .trim()
    .replace(/["']/g, '')
    .replaceAll('&', 'and')
    .replaceAll('@', 'at')
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  if (slug.length <= MAX_LENGTH) return slug;
  const end = slug.lastIndexOf('-', MAX_LENGTH);
  return slug.slice(0, end < 0 ? MAX_LENGTH : end);
}
