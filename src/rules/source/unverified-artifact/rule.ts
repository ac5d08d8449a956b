import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { fluxInstancesIn } from '../../../verification/flux-instances';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isOciHelmRepository } from '../oci-helm-repository';
import { selects } from '../../kustomize/patch-target';

/** The cluster runs what the registry gives, whoever pushed it. */
export class UnverifiedArtifact implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unverified-artifact',
    severity: Severity.WARNING,
    summary: 'An artifact of a registry is used without checking who signed it.',
    why:
      'Without verify Flux applies whatever stands under a tag, so that whoever can push to the registry, or takes it over, decides what ' +
      'runs in the cluster. With verify it refuses an artifact that the right key or identity did not sign.',
    fix: 'Set verify.provider to cosign or notation, with a key or an identity; for the sync of a FluxInstance with kustomize.patches.',
    references: [
      'https://fluxcd.io/flux/components/source/ocirepositories/#verification',
      'https://fluxcd.io/flux/components/source/helmcharts/#verification',
      'https://fluxoperator.dev/docs/instance/sync/',
    ],
    kinds: [Kind.OCI_REPOSITORY, Kind.HELM_RELEASE, Kind.HELM_CHART, Kind.FLUX_INSTANCE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const verified = [
      ...manifests.ofKind(Kind.OCI_REPOSITORY).map((source) => source.at('spec', 'verify')),
      ...chartsOfRegistries(manifests).map((chart) => chart.at('verify')),
    ];
    return [
      ...verified
        .filter((verify) => verify.isEmpty())
        .map((verify) => new Finding(verify, `${verify.manifest} does not verify who signed it`, { severity: severityOf(verify) })),
      ...fluxInstancesIn(manifests).flatMap((instance) => {
        const sync = instance.at('spec', 'sync');
        if (sync.at('kind').text() !== 'OCIRepository' || isPatched(manifests, instance)) return [];
        return [new Finding(sync, `${instance} does not verify who signed the artifact of its sync`)];
      }),
    ];
  }
}

/** Of a digest, whoever pushes to the registry cannot change what comes. */
function severityOf({ manifest }: Field): Severity | undefined {
  return manifest.at('spec', 'ref', 'digest').text() === undefined ? undefined : Severity.INFO;
}

/** The charts of OCI HelmRepositories, as a HelmRelease or a HelmChart describes them. */
function chartsOfRegistries(manifests: ManifestSet): Field[] {
  return referencesIn(manifests)
    .for('source')
    .flatMap(({ from, to }) => {
      const repository = to.qualifiedKind === Kind.HELM_REPOSITORY ? manifests.find(to) : undefined;
      if (!repository || !isOciHelmRepository(repository)) return [];
      return [from.id.qualifiedKind === Kind.HELM_RELEASE ? from.at('spec', 'chart', 'spec') : from.at('spec')];
    });
}

/** Whether a patch of a FluxInstance lets the source of its sync verify; one for another object does not. */
function isPatched(manifests: ManifestSet, instance: Manifest): boolean {
  const source = manifests.generated.find(({ generatedBy, kind }) => generatedBy === instance && kind === 'OCIRepository');
  return instance
    .at('spec', 'kustomize', 'patches')
    .items()
    .some((patch) => patch.at('patch').text()?.includes('verify') && (!source || selects(patch.at('target'), source)));
}
