import { gzipSync } from 'node:zlib';

/** Text by path. */
export type Files = Readonly<Record<string, string>>;

const BLOCK = 512;

/** A compressed archive of files, the same for the same files: what artifacts and charts are shipped in. */
export function tarGz(files: Files): Buffer {
  const blocks = Object.keys(files)
    .sort()
    .flatMap((path) => {
      const content = Buffer.from(files[path]);
      return [header(path, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
    });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

/** A header of the format that POSIX calls ustar. Paths of ours are short. */
function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`too long for a path of an archive: ${path}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(path, 0);
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write('        ', 148); // the checksum is taken with blanks in its own place
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
