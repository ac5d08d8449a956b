import { setFlagsFromString } from 'node:v8';

/**
 * How long V8 runs a function before it makes optimized machine code of it, by the major version of V8: some ten times as long
 * as by itself. A run of this program ends after a second or two, and until then that code costs more than it saves: a third
 * of all CPU time on Node.js 20, where it comes earliest. Later versions have another measure for it, or need none.
 */
const FLAGS: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=1000000',
  12: '--invocation-count-for-turbofan=30000',
  13: '--invocation-count-for-turbofan=30000',
};

const [major] = (process.versions.v8 ?? '').split('.');
try {
  if (Object.hasOwn(FLAGS, major)) setFlagsFromString(FLAGS[major]);
} catch {
  // Other runtimes than Node.js may name a version of V8 and have another engine.
}
