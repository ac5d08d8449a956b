import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { deadlocksIn, Step } from '../../../verification/deadlocks';

/** How many steps of a long cycle are told. */
const TOLD = 12;

/** Appliers wait for each other. */
export class DependencyCycle implements IRule {
  public readonly meta: RuleMeta = {
    id: 'dependency-cycle',
    severity: Severity.ERROR,
    summary: 'Objects wait for each other, through dependsOn, through what they read or through the health of what they apply.',
    why:
      'Neither the API server nor Flux refuses a cycle: every object in it stays at DependencyNotReady, or checks health until its timeout ' +
      'ends, fails and begins again. A layer that waits for what it applies is part of it when something in it depends on the layer ' +
      'itself, or on a later one, and so is one whose variables, values or source come with a later one.',
    fix: 'Remove one of the entries, or move the object into a layer that comes after what it needs.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#wait',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return deadlocksIn(manifests).map((steps) => new Finding(steps[0].field!, `${chainText(steps)}: none of them ever becomes ready`));
  }
}

function chainText(steps: readonly Step[]): string {
  const told = steps.slice(0, TOLD).map(({ reason, object, to }) => `${reason} ${object ? `${object} of ` : ''}${to}`);
  const rest = steps.length - told.length;
  return `${steps[0].from} ${told.join(', which ')}${rest > 0 ? `, and so on over ${rest} more` : ''}`;
}
