import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { secondsOf } from '../../../verification/duration';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { isFluxObject } from '../../../verification/generated-objects';

const RECONCILE_EVERY = 'fluxcd.controlplane.io/reconcileEvery';

/** Flux asks more often than anything changes. */
export class IntervalTooShort implements IRule {
  public readonly meta: RuleMeta = {
    id: 'interval-too-short',
    severity: Severity.WARNING,
    summary: 'An interval is 30 seconds or less, or below ten minutes for the index of a HelmRepository.',
    why:
      'Flux enforces no shortest interval. Each one costs a request to the Git host or registry, or a dry-run of every object, and the index ' +
      'of a HelmRepository is downloaded and parsed as a whole. New revisions come faster through a Receiver than through a short interval.',
    fix: 'Use an interval of minutes, and a Receiver where a change has to be seen at once.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#interval',
      'https://fluxcd.io/flux/guides/webhook-receivers/',
    ],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const manifest of manifests.manifests) {
      if (isFluxObject(manifest)) for (const field of intervalsOf(manifest)) judge(field, found);
    }
    return found;
  }
}

function judge(field: Field, found: Finding[]): void {
  const seconds = secondsOf(field.text());
  if (seconds === undefined) return;
  const { manifest, value } = field;
  const isIndex = manifest.id.qualifiedKind === Kind.HELM_REPOSITORY;
  if (seconds >= (isIndex ? 600 : 60)) return;
  const message = isIndex ? `${manifest} downloads its whole index every ${value}` : `${manifest} is reconciled every ${value}`;
  found.push(new Finding(field, message, { severity: !isIndex && seconds > 30 ? Severity.INFO : undefined }));
}

/** A HelmRepository of OCI charts, and a Provider, are not reconciled at all. */
function intervalsOf(manifest: Manifest): Field[] {
  const { qualifiedKind } = manifest.id;
  if (qualifiedKind === Kind.PROVIDER) return [];
  if (qualifiedKind === Kind.HELM_REPOSITORY && manifest.at('spec', 'type').text() === 'oci') return [];
  const intervals = [manifest.at('spec', 'interval')];
  if (qualifiedKind === Kind.HELM_RELEASE) intervals.push(manifest.at('spec', 'chart', 'spec', 'interval'));
  if (qualifiedKind === Kind.FLUX_INSTANCE) intervals.push(manifest.at('spec', 'sync', 'interval'));
  if (manifest.annotation(RECONCILE_EVERY) !== undefined) intervals.push(manifest.at('metadata', 'annotations', RECONCILE_EVERY));
  return intervals;
}
