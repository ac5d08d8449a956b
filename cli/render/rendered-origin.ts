import { Place, Steps } from '../../src/manifests/place';
import { FieldSource, FoundField, valueAt } from './field-source';
import { LocatedNode, NodeOrigin } from './located-text';

/** The texts that make an object. */
export interface WrittenTexts {
  /** The document of the object first, then its patches in their order. */
  readonly texts: readonly FieldSource[];
  /** The place of what none of them writes. */
  readonly fallback: Place;
}

/** Knows where the fields of an object were written that several texts make: its own document, and patches. */
export class RenderedOrigin implements NodeOrigin {
  private known?: WrittenTexts;

  constructor(
    private readonly built: unknown,
    private readonly look: () => WrittenTexts,
  ) {}

  public place(steps: Steps, part?: string): Place {
    for (let length = steps.length; length >= 0; length--) {
      const found = this.find(steps.slice(0, length));
      if (found) return (part !== undefined && found.placeOfPart?.(part)) || found.place;
    }
    return this.written.fallback;
  }

  public node(steps: Steps): LocatedNode | undefined {
    return this.find(steps)?.located;
  }

  private get written(): WrittenTexts {
    this.known ??= this.look();
    return this.known;
  }

  /** The text that gave a field its value; for a map or a list, of which each text may write a part, the document of the object. */
  private find(steps: Steps): FoundField | undefined {
    const value = valueAt(this.built, steps);
    const [own, ...patches] = this.written.texts;
    if (own === undefined) return undefined;
    const isScalar = typeof value !== 'object' || value === null;
    const order = isScalar ? [...patches.reverse(), own] : [own, ...patches.reverse()];
    for (const source of order) {
      const found = source.find(steps, this.built);
      if (found && (!isScalar || isWrittenAs(found.value, value))) return found;
    }
    // A value that no text has as it is was changed on the way, as a name is by a prefix.
    return isScalar && value !== undefined ? own.find(steps, this.built) : undefined;
  }
}

/** Whether a value became another one. A block of lines at the very end of a patch loses its last line break. */
function isWrittenAs(written: unknown, value: unknown): boolean {
  return written === value || (typeof written === 'string' && written === `${value}\n`);
}
