import * as fc from 'fast-check';
import { DISK, Disk } from '../../src/app/disk';
import { writeTree } from '../../src/app/tree-writer';
import { filesIn, inTemporaryDirectory, LEDGER, putFiles, treeOf } from './temporary-directory';

const CHANGES = ['create', 'rename', 'remove', 'makeDirectory', 'removeEmptyDirectory'] as const;

/** A disk whose process is killed at change number `step`: nothing happens from then on, and half of a file may be there. */
function crashingDisk(step: number): { disk: Disk; crashed: () => boolean } {
  let done = 0;
  const disk: Disk = { ...DISK };
  for (const change of CHANGES) {
    disk[change] = (...[first, second]: string[]) => {
      done++;
      if (done === step && change === 'create') DISK.create(first, second.slice(0, second.length / 2));
      if (done >= step) throw new Error('killed');
      DISK[change](first, second);
    };
  }
  return { disk, crashed: () => done >= step };
}

/** Runs `check` for a crash at every step of writing `after`, until a run needs fewer steps. */
function atEveryStep(before: Record<string, string>, after: Record<string, string>, check: (directory: string) => void): number {
  for (let step = 1; ; step++) {
    const isOver = inTemporaryDirectory((directory) => {
      writeTree(directory, treeOf(before));
      putFiles(directory, FOREIGN);
      const { disk, crashed } = crashingDisk(step);
      try {
        writeTree(directory, treeOf(after), { disk });
      } catch (error) {
        expect((error as Error).message).toBe('killed');
      }
      check(directory);
      return !crashed();
    });
    if (isOver) return step - 1;
  }
}

const FOREIGN = { 'keep/README.md': 'mine\n', 'mine.yaml': 'mine\n' };
const BEFORE = {
  'same.yaml': 'same\n',
  'changed.yaml': 'old\n',
  'gone.yaml': 'gone\n',
  'keep/gone.yaml': 'gone\n',
  'left/deep/gone.yaml': 'gone\n',
  'becomes-directory': 'file\n',
  'becomes-file/a/b.yaml': 'b\n',
  'Case/a.yaml': 'case\n',
};
const AFTER = {
  'same.yaml': 'same\n',
  'changed.yaml': 'new\n',
  'new/deep/new.yaml': 'new\n',
  'becomes-directory/x/y.yaml': 'y\n',
  'becomes-file': 'file\n',
  'case/a.yaml': 'case\n',
};
/** What a directory holds beside the ledger. */
const contentOf = (directory: string) => {
  const { [LEDGER]: ledger, ...files } = filesIn(directory);
  return files;
};
const ledgerPaths = (directory: string) => (filesIn(directory)[LEDGER] ?? '').split('\n').slice(1, -1);

test('after a crash at any step, the next run ends in exactly the new tree', () => {
  const steps = atEveryStep(BEFORE, AFTER, (directory) => {
    writeTree(directory, treeOf(AFTER));

    expect(contentOf(directory)).toEqual({ ...FOREIGN, ...AFTER });
    expect(ledgerPaths(directory)).toEqual(Object.keys(AFTER).sort());
  });

  expect(steps).toBeGreaterThan(30);
});

test('after a crash at any step, a run of the old program ends in exactly the old tree', () => {
  atEveryStep(BEFORE, AFTER, (directory) => {
    writeTree(directory, treeOf(BEFORE));

    expect(contentOf(directory)).toEqual({ ...FOREIGN, ...BEFORE });
  });
});

test('after a crash at any step, a run of a program without content leaves the files of others', () => {
  atEveryStep(BEFORE, AFTER, (directory) => {
    writeTree(directory, treeOf({}));

    expect(contentOf(directory)).toEqual(FOREIGN);
    expect(writeTree(directory, treeOf({}))).toEqual({ written: [], removed: [], unchanged: 0 });
  });
});

test('a crash at any step leaves every file whole, old or new, and listed', () => {
  atEveryStep(BEFORE, AFTER, (directory) => {
    const { [`.cdk8s-fluxcd.tmp-${process.pid}`]: temporary, ...files } = contentOf(directory);
    const isWhole = ([path, text]: [string, string | null]) =>
      text === null || [BEFORE, AFTER, FOREIGN].some((tree) => (tree as Record<string, string>)[path] === text);
    const owned = Object.keys(files).filter((path) => files[path] !== null && !(path in FOREIGN));

    expect(Object.entries(files).filter((entry) => !isWhole(entry))).toEqual([]);
    expect(owned.filter((path) => !ledgerPaths(directory).includes(path))).toEqual([]);
  });
});

test('what a crashed run left under a temporary name is removed by the next, even when nothing else is to do', () => {
  inTemporaryDirectory((directory) => {
    writeTree(directory, treeOf(AFTER));
    putFiles(directory, { '.cdk8s-fluxcd.tmp-12345': 'half' });

    expect(writeTree(directory, treeOf(AFTER)).written).toEqual([]);
    expect(contentOf(directory)).toEqual(AFTER);
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'A');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const tree = fc.dictionary(path, fc.constantFrom('1\n', '2\n', '3\n'), { maxKeys: 6 }).filter(isWritable);

test('trees that are written one after the other, crashes included, end in the last one', () => {
  const run = fc.record({ files: tree, step: fc.option(fc.integer({ min: 1, max: 25 })) });

  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), tree, (runs, last) => {
      inTemporaryDirectory((directory) => {
        putFiles(directory, FOREIGN);
        for (const { files, step } of runs) {
          const { disk } = crashingDisk(step ?? Number.POSITIVE_INFINITY);
          try {
            writeTree(directory, treeOf(files), { disk });
          } catch (error) {
            expect((error as Error).message).toBe('killed');
          }
        }
        writeTree(directory, treeOf(last));

        expect(contentOf(directory)).toEqual({ ...FOREIGN, ...last });
        expect(ledgerPaths(directory)).toEqual(Object.keys(last).sort());
        expect(writeTree(directory, treeOf(last)).unchanged).toBe(Object.keys(last).length);
      });
    }),
    { numRuns: 300 },
  );
});

test('whatever others have put into the directory is there afterwards', () => {
  const refused = (directory: string, files: Record<string, string>) => {
    try {
      writeTree(directory, treeOf(files));
      return false;
    } catch {
      return true;
    }
  };

  fc.assert(
    fc.property(tree, tree, tree, (foreign, first, second) => {
      inTemporaryDirectory((directory) => {
        const mine = Object.fromEntries(Object.keys(foreign).map((path) => [path, 'mine\n']));
        putFiles(directory, mine);

        for (const files of [first, second]) {
          const before = filesIn(directory);
          if (refused(directory, files)) expect(filesIn(directory)).toEqual(before);
          else expect(contentOf(directory)).toEqual({ ...mine, ...files });
        }
      });
    }),
    { numRuns: 300 },
  );
});

function isWritable(files: Record<string, string>): boolean {
  try {
    return treeOf(files).size >= 0;
  } catch {
    return false;
  }
}
