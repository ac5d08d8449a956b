import { Field, Manifest } from '../manifests/manifest';

/** Somebody accepts the findings of a rule somewhere, and says why. */
export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  /** Where it stands. Two clusters may read the same one from one file. */
  readonly at: Field;
  /** Whether it is about an object. */
  covers(manifest: Manifest): boolean;
}

/** The annotation that accepts a finding of a rule in YAML; its value is the reason. */
export const WAIVER_PREFIX = 'waive.cdk8s-fluxcd.dev/';

/** The waivers that stand in the annotations of an object, and of documents that are none. */
export function waiversOf(manifest: Manifest): readonly Waiver[] {
  const annotations = manifest.object?.metadata?.annotations;
  if (typeof annotations !== 'object' || annotations === null) return NONE;
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(WAIVER_PREFIX))
    .map(([key, reason]) => ({
      rule: key.slice(WAIVER_PREFIX.length),
      reason: typeof reason === 'string' ? reason.trim() : '',
      at: manifest.at('metadata', 'annotations', key),
      // One object of a file is read anew for each cluster.
      covers: (other) => other._origin === manifest._origin,
    }));
}

const NONE: readonly Waiver[] = [];
