import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { CrdKind, crdKinds } from './crd-kinds';
import { DEFECTS } from './defects';
import { generateObject, valueAt } from './generate-object';
import { Random } from './random';
import { reach, schemaPaths } from './reach';
import { realObjects } from './real-objects';
import { Site, sitesOf } from './sites';

/** An object to judge, and how it came about. */
export interface RefusalCase {
  readonly object: any;
  /** Where the object comes from that was spoiled: a file, or `generated`. */
  readonly origin: string;
  /** What was done to it; `none` for one that is as it was. */
  readonly defect: string;
  /** Where that was done. */
  readonly path: readonly (string | number)[];
}

/**
 * Objects of all kinds that have a CRD: made from the schemas, and real ones; as they are, and with one defect each.
 *
 * Defects and kinds take turns, so that a run of any length has all of them.
 */
export function refusalCases(random: Random, count: number): RefusalCase[] {
  const kinds = crdKinds();
  const real = realObjects();
  const cases: RefusalCase[] = real.map(({ object, origin }) => ({ object, origin, defect: 'none', path: [] }));
  for (let turn = 0; cases.length < count; turn++) {
    const kind = kinds[turn % kinds.length];
    const whole = baseOf(kind, real, random);
    if (!whole) continue;
    if (turn < kinds.length * 5) cases.push({ ...whole, defect: 'none', path: [] });
    const sites = sitesOf(whole.object, kind.schema);
    for (const defect of Object.keys(DEFECTS)) {
      const spoiled = random.chance(0.5) ? spoil(whole, sites, defect, random) : spoilElsewhere(whole, kind, defect, random);
      if (spoiled) cases.push(spoiled);
    }
  }
  return cases.slice(0, Math.max(count, real.length));
}

type Whole = Pick<RefusalCase, 'object' | 'origin'>;

function baseOf(kind: CrdKind, real: readonly Whole[], random: Random): Whole | undefined {
  const same = real.filter(({ object }) => object.apiVersion === kind.apiVersion && object.kind === kind.kind);
  if (same.length && random.chance(0.4)) return random.pick(same);
  const object = generateObject(kind, random);
  return object ? { object, origin: 'generated' } : same.length ? random.pick(same) : undefined;
}

/** The object with one defect, at a place that it fits; nothing when it fits nowhere. */
function spoil({ object, origin }: Whole, sites: readonly Site[], defect: string, random: Random): RefusalCase | undefined {
  // The object itself is no place to put something else in, except by fields that it has.
  const from = random.integer(0, sites.length - 1);
  for (let step = 0; step < sites.length; step++) {
    const site = sites[(from + step) % sites.length];
    const change = DEFECTS[defect](site, random);
    if (!change || (site.path.length === 0 && !keepsIdentity(change.value))) continue;
    return { object: replaced(object, site.path, change.value), origin, defect, path: site.path };
  }
  return undefined;
}

/** The object with one defect at a place of its schema that it may not even have so far. */
function spoilElsewhere({ object, origin }: Whole, { schema }: CrdKind, defect: string, random: Random): RefusalCase | undefined {
  const places = schemaPaths(schema);
  const from = random.integer(0, places.length - 1);
  for (let step = 0; step < places.length; step++) {
    const place = places[(from + step) % places.length];
    if (place.path.length === 0 || !DEFECTS[defect]({ path: [], schema: place.schema, value: exampleOf(place.schema) }, random)) continue;
    const reached = reach(object, schema, place.path, random);
    const change = DEFECTS[defect]({ path: reached.path, schema: place.schema, value: valueAt(reached.value, reached.path) }, random);
    if (!change) continue;
    return { object: replaced(reached.value, reached.path, change.value), origin, defect, path: reached.path };
  }
  return undefined;
}

/** A value of the right shape, to see whether a defect fits at all. */
function exampleOf({ type }: StructuralSchema): unknown {
  return type === 'array' ? [] : type === 'object' ? {} : 'text';
}

function keepsIdentity(value: any): boolean {
  return typeof value?.apiVersion === 'string' && typeof value.kind === 'string' && typeof value.metadata === 'object';
}

function replaced(object: any, path: readonly (string | number)[], value: unknown): any {
  if (path.length === 0) return value;
  const [step, ...rest] = path;
  const inner = replaced(object[step], rest, value);
  return Array.isArray(object) ? object.map((item, index) => (index === step ? inner : item)) : { ...object, [step]: inner };
}
