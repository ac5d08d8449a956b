import { Manifest } from '../manifests/manifest';

/** Somebody accepts the findings of a rule at an object, and says why. */
export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  /** The object that has the waiver. */
  readonly manifest: Manifest;
}

/** The annotation that accepts a finding of a rule in YAML; its value is the reason. */
export const WAIVER_PREFIX = 'waive.cdk8s-fluxcd.dev/';

/** The waivers that stand in the annotations of an object. */
export function waiversOf(manifest: Manifest): Waiver[] {
  const annotations = manifest.object?.metadata?.annotations;
  if (typeof annotations !== 'object' || annotations === null) return [];
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(WAIVER_PREFIX))
    .map(([key, reason]) => ({ rule: key.slice(WAIVER_PREFIX.length), reason: typeof reason === 'string' ? reason.trim() : '', manifest }));
}
