import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Ids that cdk8s gives to the one object behind a construct. */
const DEFAULT_IDS = ['Resource', 'Default'];

/** Ids that another library chose, such as `Service` inside of a Deployment of cdk8s-plus: they are no names. */
const CHOSEN_BY_LIBRARY = /^[A-Z][A-Za-z0-9]*$/;

/** The construct that the program made: the object, or the one whose only object it is. */
export function objectOwner(object: ApiObject): IConstruct {
  const { id, scope } = object.node;
  return DEFAULT_IDS.includes(id) && scope ? scope : object;
}

/** The id that the program chose. Where a library chose it, the id around it comes first: `web-service`. */
export function objectName(object: ApiObject): string {
  return nameOf(objectOwner(object));
}

function nameOf({ node: { id, scope } }: IConstruct): string {
  if (!CHOSEN_BY_LIBRARY.test(id) || !scope || Chart.isChart(scope)) return id;
  return `${nameOf(scope)}-${id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}`;
}
