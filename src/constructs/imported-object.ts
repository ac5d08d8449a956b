import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { requireName, requireNamespace } from '../primitives/kubernetes-name';
import { INamedObject } from './flux-object';

/** A reference to an object that is defined elsewhere; writes nothing. */
export class ImportedObject extends Construct implements INamedObject {
  public readonly namespace?: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly name: string,
    namespace?: string,
  ) {
    super(scope, id);
    requireName(this, 'name', name);
    if (namespace !== undefined) requireNamespace(this, 'namespace', namespace);
    this.namespace = namespace ?? Chart.of(this).namespace;
  }
}
