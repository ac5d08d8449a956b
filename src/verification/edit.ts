import { Field } from '../manifests/manifest';

/** A change that certainly corrects a finding. It is made in the file, where only its own bytes change. */
export class Edit {
  /** Puts another value in the place of one that is written. */
  public static replace(field: Field, value: any): Edit {
    return new Edit('replace', field, undefined, value);
  }

  /** Takes a field out of its map, or an entry out of its list. */
  public static remove(field: Field): Edit {
    return new Edit('remove', field);
  }

  /** Adds a field to a map that is written. */
  public static add(parent: Field, key: string, value: any): Edit {
    return new Edit('add', parent, key, value);
  }

  /** Gives a field another name. */
  public static rename(field: Field, key: string): Edit {
    return new Edit('rename', field, key);
  }

  private constructor(
    /** What is done: `replace`, `remove`, `add` or `rename`. */
    public readonly action: string,
    /** The field that changes; for `add` the map around it. */
    public readonly field: Field,
    /** The key, for `add` and `rename`. */
    public readonly key?: string,
    /** The value, for `replace` and `add`. */
    public readonly value?: any,
  ) {}
}
