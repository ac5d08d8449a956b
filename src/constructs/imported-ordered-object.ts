import { Construct } from 'constructs';
import { ObjectKind } from '../primitives/flux-kind';
import { ImportedObject } from './imported-object';
import { OrderedObject, standsFor } from './ordering';

/** A Kustomization or HelmRelease that is defined elsewhere: others can wait for it, it waits for nobody that we know of. */
export class ImportedOrderedObject extends ImportedObject implements OrderedObject {
  public readonly _dependencies = new Set<OrderedObject>();
  public readonly _dependents = new Set<OrderedObject>();
  public readonly _orderedKind: OrderedObject['_orderedKind'];

  constructor(scope: Construct, id: string, kind: ObjectKind, name: string, namespace?: string) {
    super(scope, id, kind, name, namespace);
    this._orderedKind = kind.kind as OrderedObject['_orderedKind'];
    standsFor(this, this);
  }

  public dependsOn(): void {
    throw new Error(`${this._orderedKind} '${this.name}' is defined elsewhere: say there what it depends on`);
  }
}
