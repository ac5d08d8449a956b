import { FluxApp, FluxAppProps, LayeredCluster, LayeredClusterProps, ReportedFinding, Severity } from '../../src';
import { SYNC } from './fleet';
import { errorOf } from './synth';

/** An app with one production cluster. */
export function appOfCluster(
  define: (cluster: LayeredCluster) => unknown,
  props: LayeredClusterProps = {},
  appProps?: FluxAppProps,
): FluxApp {
  const app = new FluxApp(appProps);
  define(new LayeredCluster(app, 'production', { sync: SYNC, ...props }));
  return app;
}

/** A finding as `severity[rule] message @ place (field)`. The lines of a program move with every edit of a test, those of files do not. */
export function findingLine({ severity, rule, message, construct, file, line, column, path }: ReportedFinding): string {
  const place = construct ?? [file, line, column].filter((part) => part !== undefined).join(':');
  return `${severity}[${rule}] ${message} @ ${place}${path && ` (${path})`}`;
}

/** Everything that counts in an app. */
export function findingsOf(app: FluxApp): string[] {
  return app
    .verify()
    .filter(({ waived }) => waived === undefined)
    .map(findingLine);
}

/** Why an app is refused: its errors. Proves that they keep it from being written. */
export function refusalOf(app: FluxApp): string[] {
  const text = errorOf(() => app.synthFiles());
  const errors = app.verify().filter(({ severity, waived }) => severity === Severity.ERROR && waived === undefined);
  expect(text).toMatch(/^\d+ errors?, .*nothing was written:\n/);
  for (const { rule, message } of errors) expect(text).toContain(`error[${rule}] ${message}\n`);
  return errors.map(findingLine);
}

/** Why a cluster is refused. */
export function refusalOfCluster(define: (cluster: LayeredCluster) => unknown, props?: LayeredClusterProps): string[] {
  return refusalOf(appOfCluster(define, props));
}
