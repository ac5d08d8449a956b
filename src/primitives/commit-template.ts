/** The field of a commit message that Flux 2.7 removed and an action of the template uses; one in a comment or in a text is none. */
export function removedFieldIn(template: string): string | undefined {
  for (const [, action] of template.matchAll(/\{\{([^}]*)\}\}/g)) {
    if (/^-?\s*\/\*/.test(action)) continue;
    const code = action.replace(/"[^"]*"|`[^`]*`/g, '""');
    const [, field] = /(?:^|[^\w.)])\$?(\.Updated|\.Changed\.ImageResult)(?!\w)/.exec(code) ?? [];
    if (field !== undefined) return field;
  }
  return undefined;
}
