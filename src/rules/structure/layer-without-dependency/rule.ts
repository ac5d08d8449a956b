import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { appliersAround, syncsOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { layerRole } from '../../../verification/layer-role';
import { Ordering, orderingOf } from '../../../verification/ordering';

/** A layer that does not wait for what it builds on. */
export class LayerWithoutDependency implements IRule {
  public readonly meta: RuleMeta = {
    id: 'layer-without-dependency',
    severity: Severity.WARNING,
    summary: 'A layer of configs or apps does not depend on the layer of controllers of its cluster.',
    why:
      'Kustomizations run side by side unless dependsOn orders them. On a new cluster configs and apps come before the controllers and CRDs ' +
      'that they need, fail, and are tried again until these happen to be there.',
    fix: 'Chain the layers: controllers, configs, apps.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests, cluster } = context;
    const ordering = orderingOf(manifests);
    const syncs = syncsOf(context);
    const layers = manifests.ofKind(Kind.KUSTOMIZATION).filter((layer) => !syncs.includes(layer));
    const roles = layers.map((layer) => layerRole(layer, cluster));
    const controllers = layers.filter((_, index) => roles[index] === 'controllers');
    if (controllers.length === 0) return [];
    return layers.flatMap((layer, index) => {
      const role = roles[index];
      if (role === undefined || role === 'controllers' || hasUnknownDependency(ordering, layer)) return [];
      const needed = controllers.filter((other) => other.namespace === layer.namespace);
      if (
        needed.length === 0 ||
        appliersAround(layer).some((around) => needed.includes(around)) ||
        needed.some((other) => ordering.isBefore(other, layer))
      )
        return [];
      const field = layer.at('spec', 'dependsOn').exists ? layer.at('spec', 'dependsOn') : layer.at('metadata', 'name');
      const fix = `depend on ${needed[0].name}, directly or through another layer`;
      return [new Finding(field, `${layer} does not wait for ${needed[0]}`, { fix })];
    });
  }
}

/** An entry that names nothing, or asks its own question, may stand for the one that is missing. */
function hasUnknownDependency(ordering: Ordering, layer: Manifest): boolean {
  const written: unknown = layer.object.spec?.dependsOn;
  return Array.isArray(written) && ordering.of(layer).length < written.length;
}
