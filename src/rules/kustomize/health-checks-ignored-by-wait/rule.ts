import { Kind } from '../../../manifests/kind';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A Kustomization lists what to wait for, and waits for everything anyway. */
export class HealthChecksIgnoredByWait implements IRule {
  public readonly meta: RuleMeta = {
    id: 'health-checks-ignored-by-wait',
    severity: Severity.WARNING,
    summary: 'A Kustomization has both wait and healthChecks, and Flux ignores the latter.',
    why:
      'With wait: true Flux checks every object that it applied, and nothing else: healthChecks is not read, so an object of another ' +
      'Kustomization that is listed there is not waited for. healthCheckExprs goes on to act.',
    fix: 'Remove spec.healthChecks, or set spec.wait to false to wait only for what is listed.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#wait',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks',
    ],
    fields: ['spec.healthChecks'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.KUSTOMIZATION).flatMap((kustomization) => {
      if (kustomization.object.spec?.healthChecks === undefined) return [];
      const checks = kustomization.at('spec', 'healthChecks');
      if (!kustomization.at('spec', 'wait').isTrue() || checks.items().length === 0) return [];
      const message = `${kustomization} waits for everything it applies, so Flux ignores its healthChecks`;
      return [new Finding(checks, message, { edits: [Edit.remove(checks)] })];
    });
  }
}
