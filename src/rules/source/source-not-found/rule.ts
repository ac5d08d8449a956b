import { Kind } from '../../../manifests/kind';
import { ObjectId } from '../../../manifests/object-id';
import { nearest } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { missingInTemplates } from '../../../verification/missing-in-templates';
import { Reference, referencesIn } from '../../../verification/references';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isMistyped } from '../../../verification/known-kinds';
import { missedSyncIn } from '../../operator/missed-sync';
import { isOfRefusedKind } from '../../api/object-problems';
import { isThere, severityOfMissing } from '../../../verification/unseen';
import { isOciHelmRepository } from '../oci-helm-repository';

/** ExternalArtifacts have a rule of their own, and what is no source is refused by the schema. */
const SOURCES: readonly string[] = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.BUCKET, Kind.HELM_REPOSITORY, Kind.HELM_CHART];

/** Something is to be applied from a source that is not there. */
export class SourceNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'source-not-found',
    severity: Severity.ERROR,
    summary: 'An object takes its content from a source that the cluster does not have.',
    why:
      'Flux waits for a source that is missing: the object is not Ready and nothing of it is applied. The reason is often a typing ' +
      'error, or the namespace, which is that of the referring object unless sourceRef.namespace names another.',
    fix: 'Name a source that exists, add it to the cluster, or declare it as external.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
      'https://fluxcd.io/flux/components/helm/helmreleases/#chart-reference',
    ],
    kinds: [
      Kind.KUSTOMIZATION,
      Kind.HELM_RELEASE,
      Kind.HELM_CHART,
      Kind.IMAGE_UPDATE_AUTOMATION,
      Kind.ARTIFACT_GENERATOR,
      Kind.GIT_REPOSITORY,
      Kind.RESOURCE_SET,
    ],
  };

  public check(context: RuleContext): Finding[] {
    const missing = referencesIn(context.manifests)
      .for('source', 'chart')
      .filter((reference) => isMissingSource(context, reference))
      .map((reference) => finding(context, reference, severityOfMissing(context, reference, Severity.ERROR)));
    const inTemplates = missingInTemplates(context, 'source', 'chart').filter(({ to }) => SOURCES.includes(to.qualifiedKind));
    return [...missing, ...inTemplates.map((reference) => finding(context, reference, Severity.ERROR)), ...chartsLikeOfHelm(context)];
  }
}

/** Helm takes the name of a repository before that of a chart. In the index of a repository no chart has a slash in its name. */
function chartsLikeOfHelm({ manifests }: RuleContext): Finding[] {
  return referencesIn(manifests)
    .for('source')
    .flatMap(({ from, to }) => {
      const spec = from.id.qualifiedKind === Kind.HELM_RELEASE ? from.at('spec', 'chart', 'spec') : from.at('spec');
      const chart = to.qualifiedKind === Kind.HELM_REPOSITORY ? knownText(spec.at('chart')) : undefined;
      const repository = chart?.includes('/') && !chart.startsWith('.') ? manifests.find(to) : undefined;
      if (chart === undefined || !repository || isOciHelmRepository(repository)) return [];
      const name = chart.slice(chart.lastIndexOf('/') + 1);
      const message = `${from} takes the chart ${chart} from ${repository}, and no index has a name with a slash`;
      return [new Finding(spec.at('chart'), message, { fix: `Write chart: ${name}.` })];
    });
}

function finding(context: RuleContext, { from, field, to }: Reference, severity: Severity): Finding {
  const near = nearest(context, to);
  return new Finding(field.at('name'), `${from} takes its content from ${to}, which the cluster does not have`, {
    severity,
    fix: near && `Did you mean ${near}? If not, add ${to} to the cluster or declare it as external.`,
  });
}

function isMissingSource(context: RuleContext, reference: Reference): boolean {
  const { from, to } = reference;
  // What stands in no namespace is reported as such, and what the sync of a FluxInstance generates names its own source.
  if (!SOURCES.includes(to.qualifiedKind) || to.namespace === undefined || from.generatedBy) return false;
  if (isThere(context, reference)) return false;
  // What is refused for its kind, or is of a kind that does not exist, is reported as such.
  if (isOfRefusedKind(context.manifests, reference) || isMistyped(context.manifests, to)) return false;
  return missedSyncIn(context.manifests)?.reference.to.key !== to.key && !lostItsKind(context, to);
}

/** Whether a document of that name says no kind, and so fails the build. */
function lostItsKind({ _renderProblems }: RuleContext, { group, name }: ObjectId): boolean {
  return _renderProblems.some(({ field: { manifest } }) => manifest.kind === '' && manifest.name === name && manifest.id.group === group);
}
