import type { Reporter, TestModule } from 'vitest/node' with { 'resolution-mode': 'import' };
import { LEFT_OUT, MANIFESTS } from './manifests';

/** Says at the end of a run how many manifests of the four documents were produced, when their tests ran. */
export default class ManifestsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const passed = modules.flatMap((module) => [...module.children.allTests('passed')]);
    const produced = new Set(passed.flatMap(({ name }) => /^manifest (\d:\d+): /.exec(name)?.[1] ?? []));
    if (produced.size === 0) return;
    console.log(`manifests produced: ${produced.size} of ${Object.keys(MANIFESTS).length}`);
    for (const [id, reason] of Object.entries(LEFT_OUT)) console.log(`  left out: ${MANIFESTS[id]} (${id}), ${reason}`);
  }
}
