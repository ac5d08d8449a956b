import { exportsOf } from '../../primitives/provider-inputs';
import { isSelected } from '../label-selector';
import { UNKNOWN } from './go-values';
import { InputSet } from './expansion';

/** A ResourceSetInputProvider, or a ResourceSet as one of its own inputs. */
export interface Provider {
  readonly name: string;
  /** Its sets; nothing where they depend on what is live. */
  readonly sets: readonly InputSet[] | undefined;
  /** The names that every set has, known even without the sets. */
  readonly exported: readonly string[];
}

const API_VERSION = 'fluxcd.controlplane.io/v1';

/** A reference that finds nothing fails the build. */
export class MissingProvider extends Error {}

/** The providers of a ResourceSet in the order in which the operator combines them. */
export function providersOf(resourceSet: any, candidates: readonly any[]): Provider[] {
  const found = new Set<any>();
  for (const { name, selector } of listOf<any>(resourceSet.spec?.inputsFrom)) {
    if (typeof name === 'string') found.add(candidates.find((candidate) => candidate?.metadata?.name === name) ?? missing(name));
    else for (const candidate of candidates) if (isSelected(candidate?.metadata?.labels ?? {}, selector ?? {})) found.add(candidate);
  }
  const sorted = [...found].sort((a, b) => Buffer.compare(Buffer.from(a.metadata.name), Buffer.from(b.metadata.name)));
  return [inlineOf(resourceSet), ...sorted.map((provider) => liveOf(provider, resourceSet.metadata?.namespace))];
}

function missing(name: string): never {
  throw new MissingProvider(`there is no ResourceSetInputProvider ${name}`);
}

function inlineOf({ metadata, spec }: any): Provider {
  const sets = listOf<InputSet>(spec?.inputs).map((set) => ({ ...set, provider: referenceTo('ResourceSet', metadata) }));
  return { name: metadata?.name ?? '', sets, exported: commonKeys(sets) };
}

function liveOf({ metadata, spec }: any, namespace: unknown): Provider {
  const defaults = (spec?.defaultValues ?? {}) as InputSet;
  const provider = referenceTo('ResourceSetInputProvider', { namespace, ...metadata });
  // The ID is made of the UID of the object.
  const sets = spec?.type === 'Static' ? [{ ...defaults, id: UNKNOWN, provider }] : undefined;
  return { name: metadata.name, sets, exported: [...new Set([...exportsOf(spec?.type), ...Object.keys(defaults), 'provider'])] };
}

function referenceTo(kind: string, metadata: any): InputSet {
  return { apiVersion: API_VERSION, kind, name: metadata?.name ?? '', namespace: metadata?.namespace ?? '' };
}

/** The names that all sets have. */
export function commonKeys(sets: readonly InputSet[]): string[] {
  const [first, ...others] = sets;
  return Object.keys(first ?? {}).filter((key) => others.every((set) => Object.hasOwn(set, key)));
}

/** What is no list is refused by the API server, so nobody knows what it would give. */
function listOf<T>(value: unknown): T[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MissingProvider('its inputs are no list');
  return value.filter((entry) => typeof entry === 'object' && entry !== null);
}
