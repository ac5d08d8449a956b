/** Label of ConfigMaps and Secrets whose readers act as soon as they change, instead of at their next interval. */
export const WATCH_LABEL = 'reconcile.fluxcd.io/watch';

/** Its value; the case matters. */
export const WATCH_ENABLED = 'Enabled';
