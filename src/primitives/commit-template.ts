/** The field of a commit message that Flux 2.7 removed and an action of the template uses; one in a comment or in a text is none. */
export function removedFieldIn(template: string): string | undefined {
  for (const code of codeIn(template, /\{\{([^}]*)\}\}/g)) {
    const [, field] = /(?:^|[^\w.)])\$?(\.Updated|\.Changed\.ImageResult)(?!\w)/.exec(code) ?? [];
    if (field !== undefined) return field;
  }
  return undefined;
}

/** What the changes of a commit have. */
const CHANGES = ['Changes', 'FileChanges', 'ImageResult', 'Objects'];

/** A part of the changes that an action of the template asks for and that there is not. */
export function unknownChangeIn(template: string): string | undefined {
  for (const code of codeIn(template, ACTION)) {
    const asked = [...code.matchAll(/(?:^|[^\w.)])\$?\.Changed\.(\w+)/g)].map(([, name]) => name);
    const unknown = asked.find((name) => !CHANGES.includes(name));
    if (unknown !== undefined) return `.Changed.${unknown}`;
  }
  return undefined;
}

/** What the actions of a template do: nothing in a comment, and not what a text says. */
function codeIn(template: string, actions: RegExp): string[] {
  const all = [...template.matchAll(actions)].map(([, action]) => action);
  return all.filter((action) => !/^-?\s*\/\*/.test(action)).map((action) => action.replace(/"[^"]*"|`[^`]*`/g, '""'));
}

/** An action, in which a comment and a text may hold brackets. */
const ACTION = /\{\{-?\s*(\/\*[^]*?\*\/|(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|[^}"`]|\}(?!\}))*?)\s*-?\}\}/g;

/** Why Go cannot read the template of a commit message, as far as brackets and blocks tell; `undefined` where nothing is wrong with them. */
export function templateProblemIn(template: string): string | undefined {
  if (template.replace(ACTION, '').includes('{{')) return 'an action does not end with }}';
  let open = 0;
  for (const [, action] of template.matchAll(ACTION)) {
    if (/^(?:if|range|with|define|block)\b/.test(action)) open++;
    const closes = /^end\b/.test(action);
    if ((closes || /^else\b/.test(action)) && open === 0) return `there is nothing for {{ ${closes ? 'end' : 'else'} }}`;
    if (closes) open--;
  }
  return open === 0 ? undefined : 'a block has no {{ end }}';
}
