import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Ids that cdk8s gives to the one object behind a construct. */
const DEFAULT_IDS = ['Resource', 'Default'];

/** The construct that the program made: the object, or the one whose only object it is. */
export function objectOwner(object: ApiObject): IConstruct {
  const { id, scope } = object.node;
  return DEFAULT_IDS.includes(id) && scope ? scope : object;
}

/** The id that the program chose. */
export function objectName(object: ApiObject): string {
  return objectOwner(object).node.id;
}
