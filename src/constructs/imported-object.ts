import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ObjectKind } from '../primitives/flux-kind';
import { requireName, requireNamespace } from '../primitives/kubernetes-name';
import { INamedObject } from './flux-object';

const IMPORTED = Symbol.for('cdk8s-fluxcd.ImportedObject');

/** A reference to an object that is defined elsewhere; writes nothing. */
export class ImportedObject extends Construct implements INamedObject {
  public readonly namespace?: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly _objectKind: ObjectKind,
    public readonly name: string,
    namespace?: string,
    /** Keys of a Secret or ConfigMap, where the program knows them. */
    public readonly _keys?: readonly string[],
  ) {
    super(scope, id);
    Object.defineProperty(this, IMPORTED, { value: true });
    requireName(this, 'name', name);
    if (namespace !== undefined) requireNamespace(this, 'namespace', namespace);
    this.namespace = namespace ?? Chart.of(this).namespace;
  }
}

/** Whether a construct only names an object that is defined elsewhere. */
export function isImportedObject(construct: object): construct is ImportedObject {
  return IMPORTED in construct;
}
