import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Origin, Place } from '../manifests/place';
import { callSiteOf } from '../primitives/call-site';
import { placeText } from '../primitives/input-error';

/** The construct that a user wrote. An L2 calls its only object `Resource`. */
export function userConstruct(object: ApiObject): IConstruct {
  const { id, scope } = object.node;
  return id === 'Resource' && scope ? scope : object;
}

/** An object of a program: its fields stand nowhere, but its construct does, and the line that made it. */
export class ConstructOrigin implements Origin {
  private path?: string;

  constructor(public readonly construct: IConstruct) {}

  /** The line of the program is only looked for when somebody reads it. */
  public get order(): string {
    this.path ??= this.construct.node.path;
    return this.path;
  }

  public place(): Place {
    return { construct: placeText(this.construct), ...callSiteOf(this.construct) };
  }
}
