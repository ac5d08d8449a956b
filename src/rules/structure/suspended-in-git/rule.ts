import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { isFluxObject } from '../../../verification/generated-objects';

/** A switch for an hour that stands in the repository for ever. */
export class SuspendedInGit implements IRule {
  public readonly meta: RuleMeta = {
    id: 'suspended-in-git',
    severity: Severity.WARNING,
    summary: 'An object of Flux is suspended in the repository, and nothing says why.',
    why:
      'A suspended object is neither updated nor corrected nor deleted, and nothing reports that: people believe that what they merge is ' +
      'running. flux resume lasts only until the next reconciliation, which suspends the object again.',
    fix: 'Remove suspend, or say why in an annotation such as fluxcd.io/suspend-reason.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend'],
    fields: ['spec.suspend'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests
      .filter((manifest) => isFluxObject(manifest) && manifest.at('spec', 'suspend').isTrue() && !hasReason(manifest))
      .map((manifest) => new Finding(manifest.at('spec', 'suspend'), `${manifest} is suspended, and no annotation says why`));
  }
}

/** Any annotation that speaks of a reason or of the suspension: people have no common name for it. */
function hasReason(manifest: Manifest): boolean {
  return manifest
    .at('metadata', 'annotations')
    .entries()
    .some((annotation) => /reason|suspend/i.test(annotation.key) && annotation.text() !== undefined);
}
