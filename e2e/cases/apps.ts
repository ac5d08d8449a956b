import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluxApp } from '../../src';
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
export async function synthesizedApps(): Promise<Synthesized[]> {
  return [
    ...(await synthesizedExamples()),
    ...(await synthesizedGuide()),
    ...Object.keys(MINIMAL).map((name) => synthesized(name, minimalApp(name))),
    ...Object.entries(OPTIONS).map(([name, [construct, props]]) =>
      synthesized(
        name,
        minimalApp(construct, (scope) => props({}, scope)),
      ),
    ),
  ];
}

/** The examples, each where it stands, for it names files beside itself. */
export async function synthesizedExamples(): Promise<Synthesized[]> {
  const names = readdirSync(EXAMPLES).filter((entry) => existsSync(join(EXAMPLES, entry, 'main.ts')));
  return inTurn(names, (name) => runProgram(`examples/${name}`, join(EXAMPLES, name)));
}

/** The programs that the pages of the guide show. */
export async function synthesizedGuide(): Promise<Synthesized[]> {
  return inTurn(guidePrograms(join(ROOT, 'docs/guide')), ({ name, code }) => {
    // Inside of the checkout, so that the program finds the package by its name.
    const folder = join(ROOT, '.cache/e2e-guide', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.ts'), code);
    return runProgram(`docs/guide/${name}`, folder);
  });
}

/** Programs take the working directory of this process, so one runs after the other. */
async function inTurn<T>(items: readonly T[], run: (item: T) => Promise<Synthesized>): Promise<Synthesized[]> {
  const results: Synthesized[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}

/** Runs a program in its folder. Its tree is not written. */
async function runProgram(name: string, folder: string): Promise<Synthesized> {
  const { synth } = FluxApp.prototype;
  const here = process.cwd();
  const found: Synthesized[] = [];
  FluxApp.prototype.synth = function (this: FluxApp) {
    found.push(synthesized(name, this));
  };
  process.chdir(folder);
  try {
    await import(join(folder, 'main.ts'));
  } finally {
    FluxApp.prototype.synth = synth;
    process.chdir(here);
  }
  if (found.length !== 1) throw new Error(`${name} synthesizes ${found.length} apps`);
  return found[0];
}

function synthesized(name: string, app: FluxApp): Synthesized {
  const collected = app['collected']();
  const contexts = fleetContexts(collected, new RoomManifests(collected.rooms), { externals: [], settings: {} });
  return { name, pathInRepository: app.pathInRepository, files: app.synthFiles(), contexts };
}
