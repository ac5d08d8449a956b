import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Edit } from '../../../verification/edit';
import { FLUX_CONTROLLERS, KINDS_OF_CONTROLLERS } from '../../../verification/controllers';
import { editDistance } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { ofKindWithTemplates } from '../../../verification/templates';
import { Severity } from '../../../verification/severity';

/** Which controller takes care of a kind. Source and kustomize controller are always there. */
const CONTROLLERS: readonly (readonly [string, readonly string[]])[] = [
  ['helm-controller', [Kind.HELM_RELEASE]],
  ['notification-controller', [Kind.ALERT, Kind.PROVIDER, Kind.RECEIVER]],
  ['image-reflector-controller', [Kind.IMAGE_REPOSITORY, Kind.IMAGE_POLICY]],
  ['image-automation-controller', [Kind.IMAGE_UPDATE_AUTOMATION]],
  ['source-watcher', [Kind.ARTIFACT_GENERATOR]],
];

/** Objects of Flux that no controller takes care of. */
export class MissingComponent implements IRule {
  public readonly meta: RuleMeta = {
    id: 'missing-component',
    severity: Severity.ERROR,
    summary: 'A kind is used whose controller is not installed, or a component has an unknown name.',
    why:
      'Each kind has a controller, and those for images and for artifacts are not installed unless they are asked for. Without it the ' +
      'definition of the kind is missing too, so the Kustomization that applies the object fails.',
    fix: 'Add the controller to spec.components, or to --components-extra of flux bootstrap.',
    references: ['https://fluxoperator.dev/docs/crd/fluxinstance/#components-configuration', 'https://fluxcd.io/flux/components/'],
    kinds: KINDS_OF_CONTROLLERS,
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { manifests, controllers } = context;
    const [instance] = fluxInstancesIn(manifests);
    const components = instance?.at('spec', 'components').items() ?? [];
    const unknown = components.filter((component) => !FLUX_CONTROLLERS.includes(component.text() ?? ''));
    const wrong = unknown.filter((component) => knownText(component) !== undefined);
    // What a wrong name stands for is reported once.
    const meant = new Set(wrong.map((component) => nearestName(component.text()!)));
    const mayBeOther = unknown.length > wrong.length || !isWhole(context);
    const missing = mayBeOther ? [] : CONTROLLERS.filter(([name]) => !controllers.runs(name) && !meant.has(name));
    return [
      ...wrong.map((component) => wrongName(instance, component)),
      ...missing.flatMap(([name, kinds]) => unusable(manifests, instance, name, kinds)),
    ];
  }
}

/** Deployments of single controllers besides an installation that is not seen say nothing about the others. */
function isWhole({ manifests, controllers }: RuleContext): boolean {
  return fluxInstancesIn(manifests).length > 0 || controllers.installed.includes('source-controller');
}

function wrongName(instance: Manifest, component: Field): Finding {
  const near = nearestName(component.text()!);
  return new Finding(component, `${instance} has the component ${component.text()}, which does not exist`, {
    fix: near && `Did you mean ${near}?`,
    edits: near === 'image-automation-controller' && component.text() === 'image-update-controller' ? [Edit.replace(component, near)] : [],
  });
}

function nearestName(name: string): string | undefined {
  if (name === 'image-update-controller') return 'image-automation-controller';
  return FLUX_CONTROLLERS.find((known) => editDistance(known, name) <= 3 || known === `${name}-controller`);
}

function unusable(manifests: ManifestSet, instance: Manifest | undefined, controller: string, kinds: readonly string[]): Finding[] {
  const used = kinds.flatMap((kind) => ofKindWithTemplates(manifests, kind));
  if (used.length === 0) return [];
  const more = used.length > 1 ? ` and ${used.length - 1} more` : '';
  const field = instance?.at('spec', 'components') ?? used[0].root;
  return [new Finding(field, `${used[0]}${more} needs ${controller}, which is not installed`)];
}
