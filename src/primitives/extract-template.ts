/**
 * The groups that a template of Go's regular expressions names: `$name` as long as it goes, or `${name}`; `$$` is a dollar.
 *
 * @param hasVariables whether `${name}` may be a variable that Flux fills in
 */
export function groupsIn(template: string, hasVariables = false): string[] {
  return [...template.matchAll(REFERENCE)].flatMap(([, plain, braced]) => plain ?? (hasVariables ? [] : (braced ?? [])));
}

/** Whether a pattern has a group, by name or by number. */
export function hasGroup(groups: readonly string[], name: string): boolean {
  return /^\d+$/.test(name) ? Number(name) <= groups.length : groups.includes(name);
}

/** Fills in a template as Go does; a group that took no part is empty. */
export function expandTemplate(template: string, match: RegExpExecArray): string {
  return template.replace(REFERENCE, (_, plain?: string, braced?: string) => {
    const name = plain ?? braced;
    if (name === undefined) return '$';
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

const REFERENCE = /\$(?:\$|(\w+)|\{(\w+)\})/g;
