import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A chart of a registry comes through the kind that is no longer developed. */
export class HelmRepositoryForOciChart implements IRule {
  public readonly meta: RuleMeta = {
    id: 'helm-repository-for-oci-chart',
    severity: Severity.WARNING,
    summary: 'A HelmRepository of type oci stands where an OCIRepository would.',
    why:
      'HelmRepository of type oci is in maintenance mode. Flux does not reconcile it and gives it no status, so a wrong address or ' +
      'credential shows only in the releases, and it knows neither digests nor the filters of an OCIRepository.',
    fix: 'Make an OCIRepository with the address of the chart, and name it in the chartRef of the HelmRelease.',
    references: [
      'https://fluxcd.io/flux/components/source/helmrepositories/#helm-oci-repository',
      'https://fluxcd.io/flux/components/source/ocirepositories/',
    ],
    kinds: [Kind.HELM_REPOSITORY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_REPOSITORY).flatMap((repository) => {
      const type = repository.at('spec', 'type');
      if (type.text() !== 'oci') return [];
      return [new Finding(type, `${repository} is of type oci, which Flux only maintains and never reconciles`)];
    });
  }
}
