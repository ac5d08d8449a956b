import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Namespace } from '../constructs/kubernetes/namespace';
import { makeImplicit } from '../primitives/implicit';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { roomOf } from '../primitives/room';
import { hasInput } from '../primitives/template-input';
import { templateAround } from '../primitives/template-scope';

/** Which layer writes a namespace changes with what uses it, and the one that loses it would delete it with all that is inside. */
const KEPT = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/**
 * Defines a namespace where it is used, once a layer. It gives way to one that the program defines, and to that of an
 * earlier layer, so that no object is applied twice.
 */
export function ensureNamespace(scope: Construct, name: string): void {
  if (name === FLUX_NAMESPACE || name.startsWith('kube-')) return;

  // One that differs from input to input goes with the input; all others belong to the layer.
  const template = hasInput(name) ? templateAround(scope) : undefined;
  const owner = template ?? roomAround(scope);
  const id = `namespace-${name}`;
  if (owner.node.tryFindChild(id)) return;

  const namespace = new Namespace(owner as Construct, id, { name, annotations: template ? undefined : KEPT });
  makeImplicit(namespace);
  place(namespace, { component: name });
}

/** The nearest layer or cluster, or the chart in an app of plain cdk8s. */
function roomAround(scope: IConstruct): IConstruct {
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) if (roomOf(at)) return at;
  return Chart.of(scope);
}
