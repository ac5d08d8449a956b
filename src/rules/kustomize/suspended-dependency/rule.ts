import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { Field, Manifest } from '../../../manifests/manifest';
import { appliersIn, awaitedBy } from '../../../verification/applying';
import { orderingOf } from '../../../verification/ordering';

/** Kinds that Kubernetes creates as not ready, so that one that is suspended from the start never becomes ready. */
const READY_KINDS: readonly string[] = [
  Kind.KUSTOMIZATION,
  Kind.HELM_RELEASE,
  Kind.GIT_REPOSITORY,
  Kind.OCI_REPOSITORY,
  Kind.BUCKET,
  Kind.HELM_CHART,
];

/** Something waits for an object that Flux does not touch. */
export class SuspendedDependency implements IRule {
  public readonly meta: RuleMeta = {
    id: 'suspended-dependency',
    severity: Severity.ERROR,
    summary: 'Something depends on, or waits for, a suspended object.',
    why:
      'Flux does not reconcile what is suspended, so on a new cluster it never becomes ready. On a cluster where it was ready once, a ' +
      'dependent of the same source stops at the next revision, because the dependency has not applied it.',
    fix: 'Take suspend out of the dependency, or take the dependency out of what waits for it.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
    ],
    kinds: [Kind.RESOURCE_SET],
    fields: ['spec.suspend'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const findings: Finding[] = [];
    if (!appliersIn(manifests).some(isSuspended)) return findings;
    const ordering = orderingOf(manifests);
    for (const applier of appliersIn(manifests)) {
      if (isSuspended(applier)) continue;
      for (const { to, field, waitsForReady } of ordering.of(applier)) {
        if (waitsForReady && isSuspended(to)) findings.push(found(field, applier, 'depends on', to));
      }
      for (const { manifest, field } of awaitedBy(manifests, applier)) {
        if (READY_KINDS.includes(manifest.id.qualifiedKind) && isSuspended(manifest))
          findings.push(found(field, applier, 'waits for', manifest));
      }
    }
    return findings;
  }
}

function found(field: Field, applier: Manifest, verb: string, suspended: Manifest): Finding {
  return new Finding(field, `${applier} ${verb} ${suspended}, which is suspended`);
}

function isSuspended(manifest: Manifest): boolean {
  if (manifest.id.qualifiedKind !== Kind.RESOURCE_SET) return manifest.at('spec', 'suspend').isTrue();
  return manifest.annotation('fluxcd.controlplane.io/reconcile') === 'disabled';
}
