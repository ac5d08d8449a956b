import { controllersWithFlag, controllersWithGate, flagsOf, gatesOf } from '../../verification/controller-flags';
import { editDistance } from '../../verification/existence';

/** What is wrong with an argument of controllers. */
export interface ArgumentProblem {
  /** What it does to them. */
  readonly effect: 'keeps' | 'may keep' | 'does nothing for';
  readonly reason: string;
  readonly fix?: string;
}

const TWO_DASHES = 'a flag begins with two dashes';

/** Why a controller refuses an argument, or takes no notice of it; `undefined` where it takes it, or nobody knows. */
export function problemOf(controller: string, text: string): ArgumentProblem | undefined {
  const flags = flagsOf(controller);
  if (!flags || /[$<{]/.test(text)) return undefined;
  const [, dashes, name, value] = /^(-*)([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (dashes === '') return withoutDashes(flags, name, value);
  if (dashes === '-') return name.length === 1 ? undefined : { effect: 'keeps', reason: TWO_DASHES, fix: `Write -${text}.` };
  if (!flags.has(name)) return unknown(`flag --${name}`, '--', name, flags, controllersWithFlag(name));
  return name === 'feature-gates' && value !== undefined ? problemOfGates(controller, value) : undefined;
}

/** What is no flag is an argument that no controller reads. The value of the flag before it may stand alone. */
function withoutDashes(flags: ReadonlySet<string>, name: string, value: string | undefined): ArgumentProblem | undefined {
  if (value === undefined || !flags.has(name)) return undefined;
  return { effect: 'does nothing for', reason: TWO_DASHES, fix: `Write --${name}=${value}.` };
}

/** A list of `name=true`, as Go reads it. */
function problemOfGates(controller: string, list: string): ArgumentProblem | undefined {
  const gates = gatesOf(controller);
  if (!gates) return undefined;
  for (const pair of list.replace(/^"|"$/g, '').split(',')) {
    const [name, ...values] = pair.split('=').map((part) => part.trim());
    if (name === '') continue;
    if (!gates.has(name)) return unknown(`feature gate ${name}`, '', name, gates, controllersWithGate(name));
    if (!/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(values.join('='))) {
      return { effect: 'keeps', reason: `feature gate ${name} is neither true nor false`, fix: `Write ${name}=true or ${name}=false.` };
    }
  }
  return undefined;
}

/** What has nearly the name of another one, or belongs to others, is certainly wrong; anything else may be newer than what is known. */
function unknown(what: string, prefix: string, name: string, known: ReadonlySet<string>, others: readonly string[]): ArgumentProblem {
  const reason = `there is no ${what}`;
  const near = nearest(name, known);
  if (near !== undefined) return { effect: 'keeps', reason, fix: `Did you mean ${prefix}${near}?` };
  if (others.length === 0) return { effect: 'may keep', reason: `no ${what} is known` };
  const has = others.length > 1 ? 'have' : 'has';
  return { effect: 'keeps', reason, fix: `Narrow the target of the patch: only ${others.join(' and ')} ${has} it.` };
}

/** The name that is meant, if one differs by a few letters only. */
function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  const plain = (text: string): string => text.replace(/[-_]/g, '').toLowerCase();
  const most = name.length < 8 ? 1 : 3;
  const distances = [...known].map((other) => ({ other, distance: editDistance(plain(other), plain(name)) }));
  const [first] = distances.sort((a, b) => a.distance - b.distance);
  return first.distance <= most ? first.other : undefined;
}
