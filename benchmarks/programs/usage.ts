/** Required into a process, prints on its last line of errors what the whole process took. */
import { writeSync } from 'node:fs';

/** What a process took. */
export interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
}

const STDERR = 2;

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
  writeSync(STDERR, `\n${JSON.stringify(usage)}\n`);
});
