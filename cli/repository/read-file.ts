import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { ReadText } from './repository-file';

/** What is larger is no manifest: the API server takes 3 MiB at most. */
export const MAX_FILE_SIZE = 10 * 1024 * 1024;

/** Reads a file that may be anything. Never follows a link, never waits for a pipe, never throws. */
export function readTextFile(path: string): ReadText {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size, isFile } = statsOf(file);
    if (!isFile) return unreadable('not-text', 'it is no regular file');
    if (size > MAX_FILE_SIZE) return unreadable('too-large', 'the file is larger than 10 MiB');
    const bytes = readFileSync(file);
    if (!isUtf8(bytes)) return unreadable('not-text', 'the file is no text: its bytes are not UTF-8');
    return { text: bytes.toString('utf8') };
  } catch (error) {
    return unreadable('not-text', `the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function statsOf(file: number): { size: number; isFile: boolean } {
  const stats = fstatSync(file);
  return { size: stats.size, isFile: stats.isFile() };
}

function unreadable(kind: string, message: string): ReadText {
  return { text: '', problem: { kind, message } };
}
