import { InputError } from '../primitives/input-error';
import { FluxKind } from '../primitives/flux-kind';
import { hasInput, piecesOf } from '../primitives/template-input';
import { CollectedObject, CollectedRoom } from './collect';
import { userConstruct } from './construct-origin';

/** Refuses inputs of templates in objects that are in none: nobody fills them in there. */
export function requireNoStrayInputs(rooms: readonly CollectedRoom[]): void {
  for (const { objects } of rooms) for (const object of objects) requireNone(object);
}

function requireNone({ object, construct }: CollectedObject): void {
  if (object.kind === FluxKind.RESOURCE_SET.kind) return;
  const text = JSON.stringify(object);
  if (!hasInput(text)) return;
  const reference = piecesOf(text).find((piece) => typeof piece !== 'string')!;
  throw new InputError(userConstruct(construct), {
    prop: 'each field',
    got: `<< inputs.${reference.path} >>`,
    mustBe: 'free of inputs; only what is defined in a template is filled in',
    fix: 'give the construct the template as its scope',
  });
}
