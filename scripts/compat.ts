/** Compares the API with that of the last release, as the languages of jsii see it. */
import { execFileSync, spawnSync } from 'node:child_process';

const NAME = 'cdk8s-fluxcd';

const [tag] = execFileSync('git', ['tag', '--list', 'v*', '--sort=-version:refname'], { encoding: 'utf8' }).split('\n');
if (!tag) {
  console.log('API compatibility: there is no release to compare with (no tag v*), nothing was checked');
} else {
  const diff = spawnSync('jsii-diff', [`npm:${NAME}@${tag.slice(1)}`, '.', '--keys', '--error-on=prod'], { stdio: 'inherit' });
  process.exitCode = diff.status ?? 1;
}
