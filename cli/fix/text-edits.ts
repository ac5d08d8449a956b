import { Field } from '../../src/manifests/manifest';
import { ISourceFile } from '../../src/manifests/source-file';
import { addEntry, removeEntry, renameKey, replaceScalar, TextEdit } from '../../src/manifests/yaml/edits';
import { entryAt } from '../../src/manifests/yaml/yaml-file';
import { Edit } from '../../src/verification/edit';
import { Finding } from '../../src/verification/finding';
import { locateField } from './locate-field';

/** A change of the text of a file. */
export interface FileEdit extends TextEdit {
  readonly file: string;
}

type Files = ReadonlyMap<string, ISourceFile>;

/** Whether a finding says how it is corrected, and the text to be changed stands in a file of the repository. */
export function isFixable(finding: Finding, files: Files): boolean {
  return finding.edits.length > 0 && fileEditsOf(finding, files) !== undefined;
}

/** What to change in which files; `undefined` when one of the changes cannot be made with certainty. */
export function fileEditsOf(finding: Finding, files: Files): FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const edit of finding.edits) {
    const change = fileEditOf(edit, files);
    if (!change) return undefined;
    edits.push(change);
  }
  return edits;
}

function fileEditOf({ action, field, key, value }: Edit, files: Files): FileEdit | undefined {
  const located = locateField(field, files);
  if (!located) return undefined;
  const { document, node, path } = located;
  const { file } = document;
  const change = (): TextEdit | undefined => {
    if (action === 'replace') return node.value === writtenValue(field) ? replaceScalar(file, node, value) : undefined;
    if (action === 'remove') return removeEntry(file, document, path);
    if (action === 'add') return addEntry(file, document, path, key!, value);
    const entry = entryAt(document, path);
    return entry && !entry.key.alias ? renameKey(file, entry, key!) : undefined;
  };
  const edit = change();
  return edit && { ...edit, file: file.path };
}

/** The value of a scalar; a symbol when variables made it, so that nothing equals it. */
function writtenValue({ manifest, _steps, value }: Field): unknown {
  if (typeof value === 'object' && value !== null) return UNEQUAL;
  const before = _steps.reduce<any>((inner, step) => inner?.[step], manifest._unsubstituted);
  return before === value ? value : UNEQUAL;
}

const UNEQUAL = Symbol('no value of a file');
