import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { InputError } from '../../primitives/input-error';

const PREFIX = 'kustomize.toolkit.fluxcd.io/';

/** What kustomize-controller does with an object that exists already, or has fields of others. */
export enum SsaPolicy {
  /** Fields that others set stay, also those that kubectl set. */
  MERGE = 'Merge',
  /** The object is created once and then left alone. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** The object is neither applied nor pruned. */
  IGNORE = 'Ignore',
}

/**
 * How kustomize-controller treats single objects: annotations on every object of a construct that is there already.
 *
 * They act only where a Kustomization of Flux applies the object, not where Helm or a ResourceSet does.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 *
 * @example
 *
 * const scripts = new ConfigMap(cluster.apps, 'scripts', { namespace: 'tools', data: { 'run.sh': 'echo ${HOME}' } });
 *
 * ApplyBehavior.of(scripts).disableSubstitution();
 */
export class ApplyBehavior {
  /**
   * The behaviour of the objects of a construct.
   *
   * @param construct an object, or whatever holds some
   */
  public static of(construct: IConstruct): ApplyBehavior {
    const objects = construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
    if (objects.length > 0) return new ApplyBehavior(objects);
    throw new InputError('ApplyBehavior.of()', {
      prop: 'construct',
      got: construct.node.path,
      mustBe: 'one that holds objects already',
      fix: 'call it after the objects are defined',
    });
  }

  private constructor(private readonly objects: ApiObject[]) {}

  /** Objects stay in the cluster when they leave the program: CRDs, volumes, namespaces with data. */
  public disablePrune(): ApplyBehavior {
    return this.annotate('prune', 'disabled');
  }

  /** Objects are neither applied nor pruned, as long as the annotation is there. */
  public disableReconcile(): ApplyBehavior {
    return this.annotate('reconcile', 'disabled');
  }

  /** `${NAME}` and `$$` stay as they are, e.g. in scripts and dashboards. */
  public disableSubstitution(): ApplyBehavior {
    return this.annotate('substitute', 'disabled');
  }

  /** What looks encrypted is not decrypted. */
  public disableDecryption(): ApplyBehavior {
    return this.annotate('decrypt', 'disabled');
  }

  /**
   * An object is deleted and made again where the API server refuses a change, for whatever reason. For a change of an immutable
   * field, and only until it is done: a mistake in the manifest deletes the object as well, with its data.
   */
  public force(): ApplyBehavior {
    return this.annotate('force', 'enabled');
  }

  /**
   * What happens to an object that exists already.
   *
   * @param policy what to keep
   */
  public ssa(policy: SsaPolicy): ApplyBehavior {
    return this.annotate('ssa', policy);
  }

  private annotate(key: string, value: string): ApplyBehavior {
    for (const object of this.objects) object.metadata.addAnnotation(PREFIX + key, value);
    return this;
  }
}
