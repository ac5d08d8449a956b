import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { syncsOf } from '../../verification/applying';
import { RuleContext } from '../../verification/rule-context';

const PREFIX = 'kustomize.toolkit.fluxcd.io';

/** What keeps an object from being deleted when its file goes. */
const KEEPING: readonly [key: string, value: string][] = [
  ['prune', 'disabled'],
  ['reconcile', 'disabled'],
  ['ssa', 'ignore'],
];

/** The Kustomization that deletes an object as soon as its file goes; nothing where none does. */
export function prunerOf(context: RuleContext, object: Manifest): Manifest | undefined {
  const applier = object.applier ?? syncsOf(context)[0];
  if (applier?.id.qualifiedKind !== Kind.KUSTOMIZATION || !applier.at('spec', 'prune').isTrue()) return undefined;
  return isKept(object) ? undefined : applier;
}

function isKept(object: Manifest): boolean {
  return KEEPING.some(([key, value]) =>
    [object.label(`${PREFIX}/${key}`), object.annotation(`${PREFIX}/${key}`)].some((text) => text?.toLowerCase() === value),
  );
}
