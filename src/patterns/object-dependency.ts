import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ResourceSetSpecDependsOn } from '../../imports/fluxcd.controlplane.io';
import { isImportedObject } from '../constructs/imported-object';
import { orderedObjectOf } from '../constructs/ordering';
import { InputError } from '../primitives/input-error';
import { requireName } from '../primitives/kubernetes-name';

/**
 * What a `ResourceSet` or a `ResourceTemplate` waits for: any object of the cluster. The operator reads it with its own rights.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/#dependency-management
 */
export class ObjectDependency {
  /**
   * An object that must exist.
   *
   * @param object a construct with one object, or one that stands for an object: a layer, a release
   */
  public static exists(object: IConstruct): ResourceSetSpecDependsOn {
    return referenceTo(object);
  }

  /**
   * An object that must be ready, as its status says.
   *
   * @param object a construct with one object, or one that stands for an object: a layer, a release
   */
  public static ready(object: IConstruct): ResourceSetSpecDependsOn {
    return { ...referenceTo(object), ready: true };
  }

  /**
   * An object of which an expression must hold.
   *
   * @param object a construct with one object, or one that stands for an object: a layer, a release
   * @param expression in CEL, over the fields of the object: `status.observedGeneration >= 0`
   */
  public static readyWhen(object: IConstruct, expression: string): ResourceSetSpecDependsOn {
    if (expression.trim() === '') {
      throw new InputError('ObjectDependency.readyWhen()', {
        prop: 'expression',
        got: expression,
        mustBe: 'an expression of CEL over the fields of the object',
        fix: 'ObjectDependency.ready(object)',
      });
    }
    return { ...referenceTo(object), ready: true, readyExpr: expression };
  }

  /**
   * A kind that must be known to the cluster.
   *
   * @param name name of the CustomResourceDefinition, e.g. `certificates.cert-manager.io`
   */
  public static crd(name: string): ResourceSetSpecDependsOn {
    requireName('ObjectDependency.crd()', 'name', name);
    return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name, ready: true };
  }

  private constructor() {}
}

function referenceTo(construct: IConstruct): ResourceSetSpecDependsOn {
  const target = orderedObjectOf(construct) ?? construct;
  if (isImportedObject(target)) {
    const { _objectKind, name, namespace } = target;
    return { ..._objectKind, name, namespace };
  }
  const object = ApiObject.isApiObject(target) ? target : target.node.tryFindChild('Resource');
  if (object === undefined || !ApiObject.isApiObject(object)) throw noObject(construct);
  const { apiVersion, kind, name, metadata } = object as ApiObject;
  return { apiVersion, kind, name, namespace: metadata.namespace };
}

function noObject(construct: IConstruct): InputError {
  return new InputError(construct, {
    prop: 'dependsOn',
    got: construct.constructor.name,
    mustBe: 'a construct with one object, or one that stands for an object: a layer, a release',
    fix: 'pass one of the objects that it defines',
  });
}
