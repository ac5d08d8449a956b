import { ApiObject } from 'cdk8s';

/** Ids that cdk8s gives to the one object behind a construct. */
const DEFAULT_IDS = ['Resource', 'Default'];

/** The id that the program chose: of the object, or of the construct whose only object it is. */
export function objectName({ node }: ApiObject): string {
  return DEFAULT_IDS.includes(node.id) && node.scope ? node.scope.node.id : node.id;
}
