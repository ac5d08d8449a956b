import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHARED_MEMORY = '/dev/shm';

/** Whether there is a disk in memory. Without one, raw cdk8s pays for a real disk, and the ratios flatter us. */
export const HAS_MEMORY_DISK = existsSync(SHARED_MEMORY);

/** Where a program writes. */
export type Disk = 'memory' | 'real';

/** Lends an empty folder. */
export function withFolder<T>(disk: Disk, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(disk === 'memory' && HAS_MEMORY_DISK ? SHARED_MEMORY : tmpdir(), 'fleet-benchmark-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
