import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';

/** Only a server of Git repositories has commits to write a status beside. */
export function notACommitStatus(at: IConstruct, type: string): InputError {
  return new InputError(at, {
    prop: 'type',
    got: type,
    mustBe: 'one that writes the status of commits, for commitStatus()',
    fix: "type: ProviderType.github('https://github.com/acme/fleet', 'github-token'), or errors()",
  });
}

/** A status stands beside the commit of one Kustomization: events of everything else are dropped. */
export function notAMessage(at: IConstruct, type: string, method: string): InputError {
  return new InputError(at, {
    prop: 'type',
    got: type,
    mustBe: `one that takes messages, for ${method}(); this one takes the result of a Kustomization that applies its repository`,
    fix: 'commitStatus(cluster.apps)',
  });
}

/** Only Kustomizations apply commits. */
export function notAKustomization(at: IConstruct, applier: IConstruct): InputError {
  return new InputError(at, {
    prop: 'applier',
    got: `${applier.constructor.name} ${applier.node.path}`,
    mustBe: 'a layer or a Kustomization: what applies the commits of a repository',
    fix: 'commitStatus(cluster.apps)',
  });
}

/** Two Alerts of one name would be one object. */
export function taken(at: IConstruct, name: string): InputError {
  return new InputError(at, {
    prop: 'name',
    got: name,
    mustBe: 'another one: these Notifications ask for it already',
    fix: `name: '${name}-2'`,
  });
}

/** Nothing of the kind, so nothing to tell of. */
export function nothingMeant(at: IConstruct, request: string, hasTenants: boolean): InputError {
  return new InputError(at, {
    prop: request,
    got: 'no object of the cluster',
    mustBe: 'about kinds and namespaces that the program has objects of Flux in',
    fix: `leave out kinds and namespaces, ${hasTenants ? 'set includeTenants: true, ' : ''}or name what the program cannot see in eventSources`,
  });
}

/** In a locked cluster the Alert stands in the namespace itself; where nobody knows who makes that, it would keep all else from being applied. */
export function unknownNamespace(at: IConstruct, namespace: string): InputError {
  return new InputError(at, {
    prop: 'eventSources',
    got: namespace,
    mustBe:
      'in namespaces that the program defines: a locked cluster takes an Alert only in the namespace of the events, which must be there',
    fix: `new Namespace(cluster.apps, '${namespace}'), or an Alert beside what makes the namespace, e.g. in its ResourceTemplate`,
  });
}
