/** Whether a ConfigMap or a Secret may have this key. */
export function isDataKey(key: string): boolean {
  return /^[-.\w]{1,253}$/.test(key) && key !== '.' && key !== '..';
}

/** What `isDataKey` takes, in words. */
export const DATA_KEY_IN_WORDS = 'at most 253 letters, digits, -, _ and .';

/** The nearest key that may be. */
export function suggestDataKey(key: string): string {
  return isDataKey(key)
    ? key
    : key
        .replace(/[^-.\w]+/g, '-')
        .replace(/^\.\.?$/, '')
        .slice(0, 253);
}
