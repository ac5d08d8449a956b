import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FluxApp, type Variation } from '../../src';
import { fleetContexts } from '../../src/app/fleet-contexts';
import { RoomManifests } from '../../src/app/room-manifests';
import type { RuleContext } from '../../src/verification/rule-context';
import { guidePrograms } from '../../test/support/guide';
import { MINIMAL, minimalApp, OPTIONS } from '../../test/support/minimal';

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples');

/** A program that has run. */
export interface Synthesized {
  readonly name: string;
  /** Where its tree stands in the repository. */
  readonly pathInRepository: string;
  /** The text of its tree by path. */
  readonly files: Readonly<Record<string, string>>;
  /** What its constructs hold, by cluster: no file was read for it, but those that a layer includes. */
  readonly contexts: readonly RuleContext[];
}

/** All programs that there are: the examples, the guide, and one for each construct and each factory of the public API. */
export function synthesizedApps(): Synthesized[] {
  return [
    ...synthesizedExamples(),
    ...synthesizedGuide(),
    ...Object.keys(MINIMAL).map((name) => synthesized(name, minimalApp(name))),
    ...Object.entries(OPTIONS).map(([name, [construct, props]]) =>
      synthesized(
        name,
        minimalApp(construct, (scope) => props({}, scope)),
      ),
    ),
  ];
}

/** The examples, each where it stands, for it names files beside itself; with a variation, as they would write that. */
export function synthesizedExamples(variation?: Variation): Synthesized[] {
  const names = readdirSync(EXAMPLES).filter((entry) => existsSync(join(EXAMPLES, entry, 'main.ts')));
  process.env.FLUX_APP_VARIATION = variation ?? '';
  try {
    return names.flatMap((name) => runProgram(`examples/${name}`, join(EXAMPLES, name)));
  } finally {
    delete process.env.FLUX_APP_VARIATION;
  }
}

/** The programs that the pages of the guide show. */
export function synthesizedGuide(): Synthesized[] {
  return guidePrograms(join(ROOT, 'docs/guide')).flatMap(({ name, code }) => {
    // Inside of the checkout, so that the program finds the package by its name.
    const folder = join(ROOT, '.cache/e2e-guide', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.ts'), code);
    return runProgram(`docs/guide/${name}`, folder);
  });
}

/** Runs a program in its folder. The trees of its apps are not written. */
function runProgram(name: string, folder: string): Synthesized[] {
  const { synth } = FluxApp.prototype;
  const here = process.cwd();
  const found: Synthesized[] = [];
  FluxApp.prototype.synth = function (this: FluxApp) {
    found.push(synthesized(`${name}/${this.pathInRepository}`, this));
  };
  process.chdir(folder);
  // Nothing of it is kept: it runs again for each variation.
  const file = join(folder, 'main.ts');
  const load = createRequire(file);
  delete load.cache[file];
  try {
    load(file);
  } finally {
    FluxApp.prototype.synth = synth;
    process.chdir(here);
  }
  if (found.length === 0) throw new Error(`${name} synthesizes no app`);
  return found;
}

function synthesized(name: string, app: FluxApp): Synthesized {
  const collected = app['collected']();
  const contexts = fleetContexts(collected, new RoomManifests(collected.rooms), { externals: [], settings: {} });
  return { name, pathInRepository: app.pathInRepository, files: app.synthFiles(), contexts };
}
