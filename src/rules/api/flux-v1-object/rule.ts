import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const GROUPS = ['flux.weave.works', 'helm.fluxcd.io'];
const ANNOTATIONS = /^(?:(?:filter\.|repository\.|tag\.)?fluxcd\.io|(?:.*\.)?flux\.weave\.works|helm\.fluxcd\.io)\//;

const NOTHING: readonly Finding[] = [];

/** Something is left from the first generation of Flux. */
export class FluxV1Object implements IRule {
  public readonly meta: RuleMeta = {
    id: 'flux-v1-object',
    severity: Severity.ERROR,
    summary: 'An object or an annotation is of Flux v1 or of the Helm operator.',
    why:
      'Flux v1 and the Helm operator were archived in 2022. No controller of Flux v2 reads their objects and annotations: a HelmRelease of ' +
      'helm.fluxcd.io installs nothing, and `fluxcd.io/automated` updates no image.',
    fix: 'Use a HelmRelease of helm.toolkit.fluxcd.io, and ImagePolicy with ImageUpdateAutomation for images.',
    references: ['https://fluxcd.io/flux/migration/'],
    kinds: GROUPS.map((group) => `*.${group}`),
    fields: ['metadata.annotations'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest): readonly Finding[] => {
      if (isOfFluxV1(manifest)) {
        return [new Finding(manifest.at('apiVersion'), `${manifest} is an object of Flux v1, which nothing reconciles`)];
      }
      if (manifest.object.metadata?.annotations === undefined) return NOTHING;
      return manifest
        .at('metadata', 'annotations')
        .entries()
        .filter(({ key }) => ANNOTATIONS.test(key))
        .map((annotation) => new Finding(annotation, `${manifest} has the annotation ${annotation.key} of Flux v1, which nothing reads`));
    });
  }
}

/** Whether an object is of the first generation of Flux. */
export function isOfFluxV1({ id }: Manifest): boolean {
  return GROUPS.includes(id.group);
}
