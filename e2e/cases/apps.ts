import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FluxApp } from '../../src';
import { fleetContexts } from '../../src/app/fleet-contexts';
import { RoomManifests } from '../../src/app/room-manifests';
import type { RuleContext } from '../../src/verification/rule-context';
import { MINIMAL, minimalApp, OPTIONS } from '../../test/support/minimal';

const EXAMPLES = resolve(__dirname, '../../examples');

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

/** All programs that there are: the examples, and one for each construct and each factory of the public API. */
export async function synthesizedApps(): Promise<Synthesized[]> {
  const examples: Synthesized[] = [];
  for (const name of readdirSync(EXAMPLES).filter((entry) => existsSync(join(EXAMPLES, entry, 'main.ts')))) {
    examples.push(await runExample(name));
  }
  return [
    ...examples,
    ...Object.keys(MINIMAL).map((name) => synthesized(name, minimalApp(name))),
    ...Object.entries(OPTIONS).map(([name, [construct, props]]) =>
      synthesized(
        name,
        minimalApp(construct, (scope) => props({}, scope)),
      ),
    ),
  ];
}

/** Runs an example where it stands, for it names files beside itself. Its tree is not written. */
async function runExample(name: string): Promise<Synthesized> {
  const { synth } = FluxApp.prototype;
  const here = process.cwd();
  const found: Synthesized[] = [];
  FluxApp.prototype.synth = function (this: FluxApp) {
    found.push(synthesized(`examples/${name}`, this));
  };
  process.chdir(join(EXAMPLES, name));
  try {
    await import(join(EXAMPLES, name, 'main.ts'));
  } finally {
    FluxApp.prototype.synth = synth;
    process.chdir(here);
  }
  if (found.length !== 1) throw new Error(`examples/${name} synthesizes ${found.length} apps`);
  return found[0];
}

function synthesized(name: string, app: FluxApp): Synthesized {
  const collected = app['collected']();
  const contexts = fleetContexts(collected, new RoomManifests(collected.rooms), { externals: [], settings: {} });
  return { name, pathInRepository: app.pathInRepository, files: app.synthFiles(), contexts };
}
