/** CPU time in milliseconds that work takes. Unlike a clock, it does not count what else the machine does meanwhile. */
export function cpuTimeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
