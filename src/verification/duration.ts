import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { remembered } from '../primitives/remembered';

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** A duration as the CRDs of Flux take it (`1h30m`, `90s`), in seconds; `undefined` for a text that is none. */
export function secondsOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : read(text);
}

const read = remembered((text: string): number | undefined => {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) seconds += Number(amount) * SECONDS[unit];
  return seconds;
});

/** Seconds as people write them: `1h30m`, `4m30s`. */
export function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.round(seconds % 60);
  const text = `${hours ? `${hours}h` : ''}${minutes ? `${minutes}m` : ''}${rest ? `${rest}s` : ''}`;
  return text || '0s';
}

/** How long something may take, and the field that says so. */
export interface Timeout {
  readonly seconds: number;
  readonly field: Field;
}

/** Flux takes no shorter one for a Kustomization. */
const SHORTEST_OF_KUSTOMIZATION = 30;

/** How long an applier waits before it gives up: as written, else by default; `undefined` when nobody can tell. */
export function timeoutOf(applier: Manifest): Timeout | undefined {
  switch (applier.id.qualifiedKind) {
    case Kind.KUSTOMIZATION:
      return timeoutOfKustomization(applier);
    case Kind.HELM_RELEASE:
      return timeoutOfRelease(applier);
    case Kind.RESOURCE_SET:
      return timeoutOfResourceSet(applier);
    default:
      return undefined;
  }
}

function timeoutOfKustomization(kustomization: Manifest): Timeout | undefined {
  const isWritten = kustomization.object.spec?.timeout !== undefined;
  const field = kustomization.at('spec', isWritten ? 'timeout' : 'interval');
  const seconds = isWritten ? secondsOf(field.text()) : less(secondsOf(field.text()), 30);
  return seconds === undefined ? undefined : { seconds: Math.max(SHORTEST_OF_KUSTOMIZATION, seconds), field };
}

function less(seconds: number | undefined, by: number): number | undefined {
  return seconds === undefined ? undefined : seconds - by;
}

/** An action of Helm may take the time of the release, unless the action has its own. */
function timeoutOfRelease(release: Manifest): Timeout | undefined {
  const general = release.at('spec', 'timeout');
  const actions = ['install', 'upgrade'].map((action) => {
    const own = release.at('spec', action, 'timeout');
    const field = own.exists ? own : general;
    return { field, seconds: field.exists ? secondsOf(field.text()) : 300 };
  });
  if (actions.some(({ seconds }) => seconds === undefined)) return undefined;
  return (actions as Timeout[]).reduce((longest, action) => (action.seconds > longest.seconds ? action : longest));
}

function timeoutOfResourceSet(set: Manifest): Timeout | undefined {
  const field = set.at('metadata', 'annotations', 'fluxcd.controlplane.io/reconcileTimeout');
  // An unparsable duration is the default to the operator.
  return { seconds: secondsOf(field.text()) ?? 300, field };
}
