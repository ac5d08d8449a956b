import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until there is an answer.
 *
 * @param what what is waited for, for the error
 * @param ask undefined as long as there is none; what it throws ends the wait
 * @param seconds how long to wait
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(200);
  }
}
