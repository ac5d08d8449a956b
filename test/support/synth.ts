import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** A chart as a user has it: namespace `apps`, in an app of plain cdk8s. */
export function testChart(): Chart {
  return new Chart(new App(), 'prod', { namespace: 'apps' });
}

/** The manifests that `define` adds to a chart, in the order of definition. */
export function synthAll(define: (chart: Chart) => unknown): any[] {
  const chart = testChart();
  define(chart);
  return chart.node
    .findAll()
    .filter((construct: IConstruct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson());
}

/** The one manifest that `define` adds to a chart. */
export function synthOne(define: (chart: Chart) => unknown): any {
  const manifests = synthAll(define);
  expect(manifests).toHaveLength(1);
  return manifests[0];
}

/** The text of the error that `act` throws. */
export function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
