#!/usr/bin/env node
import './patient-engine';
import { basename } from 'node:path';
import { CommandIo } from './command';
import { runProgram } from './program';
import { VERSION } from './version';

const io: CommandIo = {
  cwd: process.cwd(),
  program: programName(process.argv[1] ?? ''),
  isTerminal: process.stdout.isTTY === true,
  isErrorTerminal: process.stderr.isTTY === true,
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

// A reader such as `head` may close the pipe before everything is printed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The code is set, not forced: what is printed must reach the pipe first.
void runProgram(process.argv.slice(2), io, VERSION).then((code) => {
  process.exitCode = code;
});

/** Flux runs a plugin `flux-fleet` as `flux fleet`. */
function programName(path: string): string {
  const name = basename(path).replace(/\.(js|ts|cjs)$/, '');
  if (name.startsWith('flux-')) return `flux ${name.slice('flux-'.length)}`;
  return name === 'main' ? 'cdk8s-fluxcd' : name;
}
