import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** Flux takes the first layer of a chart, whatever that is. */
export class ChartWithoutLayerSelector implements IRule {
  public readonly meta: RuleMeta = {
    id: 'chart-without-layer-selector',
    severity: Severity.INFO,
    summary: 'An OCIRepository with a chart does not say which layer is the chart.',
    why:
      'Without layerSelector Flux extracts the first layer of the artifact. That is the chart until somebody signs it with a provenance ' +
      'file: a registry may list that first, and then the source fails with an invalid gzip header. With operation: copy the chart ' +
      'reaches Helm as it was pushed.',
    fix: `Set layerSelector.mediaType to ${CHART} and layerSelector.operation to copy.`,
    references: ['https://fluxcd.io/flux/components/source/ocirepositories/#layer-selector'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests, settings }: RuleContext): Finding[] {
    const charts = new Set(
      referencesIn(manifests)
        .for('chart')
        .flatMap(({ to }) => manifests.find(to) ?? []),
    );
    const severity = settings.strict ? Severity.WARNING : undefined;
    return [...charts].flatMap((source) => {
      if (!takesFirstLayer(source)) return [];
      const selector = source.at('spec', 'layerSelector');
      return [new Finding(selector, `${source} holds a chart and does not say which layer it is`, { severity })];
    });
  }
}

/** Somebody who names another type of layer knows what is in the artifact. */
function takesFirstLayer(source: Manifest): boolean {
  if (source.id.qualifiedKind !== Kind.OCI_REPOSITORY) return false;
  const mediaType = source.at('spec', 'layerSelector', 'mediaType').text();
  if (mediaType === undefined) return true;
  return mediaType === CHART && source.at('spec', 'layerSelector', 'operation').text() !== 'copy';
}
