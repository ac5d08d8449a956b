import { Field } from '../manifests/manifest';
import { Place } from '../manifests/place';
import { Edit } from './edit';
import { Severity } from './severity';

/** What a finding may say besides its message. */
export interface FindingOptions {
  /**
   * How much this finding matters.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;

  /**
   * What to change here, in words.
   *
   * @default - the fix of the rule
   */
  readonly fix?: string;

  /**
   * The part of the field's text that is meant. In a text of several lines its line is the place of the finding.
   *
   * @default - the field as a whole
   */
  readonly part?: string;

  /**
   * Changes that certainly correct it.
   *
   * @default - none
   */
  readonly edits?: Edit[];
}

/** One thing that is wrong, at one place. */
export class Finding {
  /** Where it is wrong. */
  public readonly field: Field;
  /** What is wrong, in one sentence without a full stop. Never the value of a Secret, or of what looks like a credential. */
  public readonly message: string;
  /** How much it matters; the severity of the rule when it is `undefined`. */
  public readonly severity?: Severity;
  /** What to change here; the fix of the rule when it is `undefined`. */
  public readonly fix?: string;
  /** Changes that certainly correct it. */
  public readonly edits: Edit[];
  private readonly inside?: Place;
  private key?: string;

  /** One thing that is wrong at `field`. */
  constructor(field: Field, message: string, options: FindingOptions = {}) {
    this.field = field;
    this.message = message;
    this.severity = options.severity;
    this.fix = options.fix;
    this.edits = options.edits ?? [];
    // The part may be a secret, so it is not kept.
    if (options.part) this.inside = field._placeOf(options.part);
  }

  /** Where it was written: the field, or the line of the part that is meant. */
  public get place(): Place {
    return this.inside ?? this.field.place;
  }

  /** Its place as a text: equal for equal places, and in their order. @internal */
  public get _placeKey(): string {
    this.key ??= this.keyOfPlace();
    return this.key;
  }

  private keyOfPlace(): string {
    const { order } = this.field.manifest._origin;
    if (order !== undefined) return `${order}\n${this.field.path}`;
    const { file = '', construct = '', line = 0, column = 0 } = this.place;
    return `${file}\n${String(line).padStart(7, '0')}\n${String(column).padStart(5, '0')}\n${construct}`;
  }
}
