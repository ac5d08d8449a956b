/** What the value of an input is. */
export enum InputType {
  /** A text. */
  TEXT = 'text',
  /** A whole number. */
  INT = 'int',
  /** `true` or `false`. */
  BOOL = 'bool',
  /** A list, a map, or a number with a fraction. */
  VALUE = 'value',
}
