/** A text as a regular expression that matches just it, for engines of JavaScript and of Go. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
