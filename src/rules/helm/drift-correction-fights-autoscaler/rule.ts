import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { autoscalersByRelease, autoscalingValue } from '../autoscalers';

/** Flux puts back the number of replicas that an autoscaler has just changed. */
export class DriftCorrectionFightsAutoscaler implements IRule {
  public readonly meta: RuleMeta = {
    id: 'drift-correction-fights-autoscaler',
    severity: Severity.WARNING,
    summary: 'A HelmRelease corrects drift, and an autoscaler changes the replicas of its workload.',
    why:
      'With driftDetection.mode: enabled Flux writes each field that the chart renders back to what the chart says, at every interval. ' +
      'Where the chart renders replicas, that undoes the work of the autoscaler, and pods are stopped under load.',
    fix:
      'Add an entry to driftDetection.ignore with the path /spec/replicas and the workload as its target; in a program ' +
      "drift: Drift.correct([{ paths: ['/spec/replicas'], target: { kind: 'Deployment', name: '…' } }]).",
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#ignore-rules'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const drift = release.at('spec', 'driftDetection');
      if (drift.at('mode').text() !== 'enabled') return [];
      const autoscaler = autoscalersByRelease(manifests).get(release);
      const scaler = autoscaler ?? autoscalingValue(release.at('spec', 'values'))?.path;
      if (scaler === undefined || leavesReplicas(release, autoscaler?.at('spec', 'scaleTargetRef', 'kind').text())) return [];
      return [new Finding(drift, `${release} corrects the replicas that are changed by ${scaler}`)];
    });
  }
}

/**
 * Whether drift of the replicas is left alone: by a path, or by an annotation that a post renderer adds to the workload.
 *
 * @param kind of the workload, where it is known
 */
function leavesReplicas(release: Manifest, kind: string | undefined): boolean {
  const paths = release
    .at('spec', 'driftDetection', 'ignore')
    .items()
    .filter((ignore) => mayTake(ignore.at('target', 'kind'), kind))
    .flatMap((ignore) => ignore.at('paths').items());
  if (paths.some((path) => ['', '/', '/spec', '/spec/replicas'].includes(String(path.value)))) return true;
  const patches = release
    .at('spec', 'postRenderers')
    .items()
    .flatMap((renderer) => renderer.at('kustomize', 'patches').items());
  return patches.some((patch) => patch.at('patch').text()?.includes('driftDetection'));
}

/** A target without a kind is for all, and one may be a pattern. */
function mayTake(target: Field, kind: string | undefined): boolean {
  const pattern = target.text();
  return kind === undefined || pattern === undefined || pattern === kind || !/^\w+$/.test(pattern);
}
