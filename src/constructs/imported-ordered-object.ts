import { Construct } from 'constructs';
import { ImportedObject } from './imported-object';
import { OrderedObject, standsFor } from './ordering';

/** A Kustomization or HelmRelease that is defined elsewhere: others can wait for it, it waits for nobody that we know of. */
export class ImportedOrderedObject extends ImportedObject implements OrderedObject {
  public readonly _dependencies = new Set<OrderedObject>();
  public readonly _dependents = new Set<OrderedObject>();

  constructor(
    scope: Construct,
    id: string,
    public readonly _orderedKind: OrderedObject['_orderedKind'],
    name: string,
    namespace?: string,
  ) {
    super(scope, id, name, namespace);
    standsFor(this, this);
  }

  public dependsOn(): void {
    throw new Error(`${this._orderedKind} '${this.name}' is defined elsewhere: say there what it depends on`);
  }
}
