/** Runs a program without the findings that it prints for a person. */
export function stub<T>(act: () => T): T {
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    return act();
  } finally {
    write.mockRestore();
  }
}
