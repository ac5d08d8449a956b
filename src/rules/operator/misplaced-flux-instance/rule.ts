import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown, knownText } from '../../../verification/known-text';
import { referencesIn } from '../../../verification/references';
import { missedSyncIn } from '../missed-sync';

/** The operator takes no notice of a FluxInstance. */
export class MisplacedFluxInstance implements IRule {
  public readonly meta: RuleMeta = {
    id: 'misplaced-flux-instance',
    severity: Severity.ERROR,
    summary: 'A FluxInstance has another name than flux, is not in the namespace of the operator, or is not the only one.',
    why:
      'A cluster has one installation of Flux. Its FluxInstance must be called flux, which the API server enforces, and stand in the ' +
      'namespace of the operator, into which Flux is installed. Of a second one the controllers of the first would be in the way.',
    fix: 'Keep one FluxInstance with the name flux in the namespace of the operator.',
    references: ['https://fluxoperator.dev/docs/crd/fluxinstance/'],
    kinds: [Kind.FLUX_INSTANCE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const instances = manifests.ofKind(Kind.FLUX_INSTANCE);
    const operator = namespaceOfOperator(manifests);
    return instances.flatMap((instance) => {
      const problems = problemOf(instance, instances[0], operator);
      return problems.length > 0 ? problems : missedBy(manifests, instance);
    });
  }
}

function problemOf(instance: Manifest, first: Manifest, operator: string | undefined): Finding[] {
  const { name, namespace = '', id } = instance;
  const nameField = instance.at('metadata', 'name');
  if (isUnknown(name) || isUnknown(namespace)) return [];
  if (name !== 'flux') return [new Finding(nameField, `${instance} must have the name flux`, { edits: editsOf(nameField) })];
  if (id.key !== first.id.key) return [new Finding(nameField, `${instance} is a second one besides ${first}`)];
  if (operator === undefined || namespace === operator) return [];
  return [new Finding(instance.at('metadata', 'namespace'), `${instance} is not in ${operator}, the namespace of the operator`)];
}

/** The source of a sync is in the namespace of its instance, and others look for it elsewhere. */
function missedBy(manifests: ManifestSet, instance: Manifest): Finding[] {
  const missed = missedSyncIn(manifests);
  if (missed?.instance !== instance) return [];
  const { from, to } = missed.reference;
  const message = `${instance} makes the source of its sync in ${instance.namespace}, while ${from} takes its content from ${to}`;
  return [new Finding(instance.at('metadata', 'namespace'), message, { fix: `Move the instance to ${to.namespace}.` })];
}

function editsOf(name: Field): Edit[] {
  return name.exists ? [Edit.replace(name, 'flux')] : [];
}

/** Where the operator runs, if that is seen: its Deployment, or the release of its chart. */
function namespaceOfOperator(manifests: ManifestSet): string | undefined {
  const deployment = manifests.ofKind(Kind.DEPLOYMENT).find(({ name }) => name === 'flux-operator');
  const release = manifests.ofKind(Kind.HELM_RELEASE).find((candidate) => isOfOperator(manifests, candidate));
  if (deployment) return deployment.namespace;
  if (!release) return undefined;
  const target = release.at('spec', 'targetNamespace');
  return target.exists ? knownText(target) : release.namespace;
}

function isOfOperator(manifests: ManifestSet, release: Manifest): boolean {
  if (release.at('spec', 'chart', 'spec', 'chart').text() === 'flux-operator') return true;
  const chart = referencesIn(manifests)
    .of(release)
    .find(({ role }) => role === 'chart');
  const url = chart && manifests.find(chart.to)?.at('spec', 'url').text();
  return url?.endsWith('/flux-operator') === true;
}
