import { defineConfig } from 'vitest/config';

// Only what judges the rules and the engine: the other tests are slow and would notice few mutants more.
export default defineConfig({
  test: { include: ['test/rules/**/*.test.ts', 'test/verification/**/*.test.ts'], globals: true, testTimeout: 60_000 },
});
