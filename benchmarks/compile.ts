import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const SOURCES = join(__dirname, 'programs');
const ROOT = resolve(__dirname, '..');
const TARGET = join(ROOT, '.cache', 'benchmarks');

/** Turns the programs into plain JavaScript on the compiled library, as its users run it, and returns their folder. */
export function compilePrograms(): string {
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  for (const file of readdirSync(SOURCES)) {
    const { outputText } = transpileModule(readFileSync(join(SOURCES, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    writeFileSync(join(TARGET, file.replace(/\.ts$/, '.js')), outputText.replaceAll('require("../../', `require("${compiledLibrary()}/`));
  }
  return TARGET;
}

/** Raw cdk8s loads the bindings only, not the whole library: its memory and its start are its own. */
function compiledLibrary(): string {
  return join(ROOT, 'lib').replaceAll('\\', '/');
}
