import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { groupBy } from '../../../primitives/push-to';
import { WATCH_ENABLED, WATCH_LABEL } from '../../../primitives/watch-label';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ConfigReader, configReaders } from '../config-readers';

/** A change of configuration reaches Flux late. */
export class MissingWatchLabel implements IRule {
  public readonly meta: RuleMeta = {
    id: 'missing-watch-label',
    severity: Severity.WARNING,
    summary: 'A ConfigMap or Secret that Flux reads lacks the label that makes Flux see its changes.',
    why:
      'Flux looks at what it reads, such as variables and values, only at the next interval of the reader, unless the object has the ' +
      'label reconcile.fluxcd.io/watch: Enabled. It must be a label, and the case of the value counts. ' +
      'Keys and tokens change seldom and by hand, so those are for information only.',
    fix: 'Put the label reconcile.fluxcd.io/watch: Enabled on the object, or on what an operator copies its labels from.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#reacting-immediately-to-configuration-dependencies',
      'https://external-secrets.io/latest/api/externalsecret/',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RECEIVER, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    const unlabelled = new Map<Manifest, Unlabelled>();
    for (const { reader, config, isCredential } of configReaders(context)) {
      const maker = config.generatedBy ?? config;
      const known = unlabelled.get(maker);
      if (known && (isCredential || !known.isCredential)) continue;
      const labels = labelsOf(maker);
      if (!labels || neverChanges(config) || labels.at(WATCH_LABEL).text() === WATCH_ENABLED) continue;
      unlabelled.set(maker, { reader, config, isCredential, maker, labels });
    }
    return [...byPlace([...unlabelled.values()]).values()].map(findingOf);
  }
}

interface Unlabelled extends ConfigReader {
  /** What gives the object its labels. */
  readonly maker: Manifest;
  readonly labels: Field;
}

/** A component puts what stands in one place into many namespaces. */
function byPlace(all: readonly Unlabelled[]): Map<string, Unlabelled[]> {
  // The line of a program takes long to find, and one alone has nobody to share it with.
  if (all.length === 1) return new Map([['', [...all]]]);
  return groupBy(all, ({ labels, maker }) => {
    const { file, line, construct } = labels.place;
    return file === undefined && construct === undefined ? maker.id.key : `${maker.name} ${file}:${line} ${construct}`;
  });
}

/** Where the labels of a Secret or ConfigMap come from, by the kind that makes it. */
const LABELS: ReadonlyMap<string, readonly string[]> = new Map([
  [Kind.CONFIG_MAP, ['metadata', 'labels']],
  [Kind.SECRET, ['metadata', 'labels']],
  [Kind.ONE_PASSWORD_ITEM, ['metadata', 'labels']],
  [Kind.EXTERNAL_SECRET, ['metadata', 'labels']],
  [Kind.SEALED_SECRET, ['spec', 'template', 'metadata', 'labels']],
  ['Certificate.cert-manager.io', ['spec', 'secretTemplate', 'labels']],
]);

/** The labels that count; `undefined` where nobody can tell. */
function labelsOf(maker: Manifest): Field | undefined {
  const path = LABELS.get(maker.id.qualifiedKind);
  if (!path || !isTemplated(maker)) return path && maker.at(...path);
  const template = maker.at('spec', 'target', 'template');
  const fromTemplates = template
    .at('templateFrom')
    .items()
    .some((from) => from.at('target').text() === 'Labels');
  return fromTemplates ? undefined : template.at('metadata', 'labels');
}

/** External Secrets gives a Secret the labels of the ExternalSecret, unless there is a template, even one that is empty. */
function isTemplated(maker: Manifest): boolean {
  if (maker.id.qualifiedKind !== Kind.EXTERNAL_SECRET) return false;
  const template = maker.at('spec', 'target', 'template');
  return template.exists && template.value !== null;
}

/** An object that kustomize names after its content is replaced by another one, which the reader then names. */
function neverChanges(config: Manifest): boolean {
  return config.at('immutable').isTrue() || /-[2456789bcdfghkmt]{10}$/.test(config.name);
}

function findingOf(same: readonly Unlabelled[]): Finding {
  const { reader, config, maker, labels } = same.find(({ isCredential }) => !isCredential) ?? same[0];
  const label = labels.at(WATCH_LABEL);
  const field = labels.exists ? label : labels;
  const more = same.length > 1 ? `, and so it is in ${same.length - 1} more namespace${same.length > 2 ? 's' : ''}` : '';
  const message = `${reader} sees changes of ${config} only at its next interval${reasonOf(maker, label)}${more}`;
  const severity = same.every(({ isCredential }) => isCredential) ? Severity.INFO : Severity.WARNING;
  return new Finding(field, message, { severity, fix: fixOf(maker, labels), edits: editsOf(maker, labels, label) });
}

function reasonOf(maker: Manifest, label: Field): string {
  if (label.exists) return `, because its label ${WATCH_LABEL} is not ${WATCH_ENABLED}`;
  if (isTemplated(maker) && maker.at('metadata', 'labels', WATCH_LABEL).exists) {
    return `, because beside its template the labels of ${maker} itself do not reach the Secret`;
  }
  return maker.annotation(WATCH_LABEL) === undefined ? '' : `, because ${WATCH_LABEL} is an annotation and no label`;
}

/** What makes the object decides where its labels come from. */
function fixOf(maker: Manifest, labels: Field): string | undefined {
  const put = `Put the label ${WATCH_LABEL}: ${WATCH_ENABLED}`;
  if (isTemplated(maker)) {
    return `${put} at ${labels.path} of ${maker}. The keys of the Secret stay as they are: mergePolicy and engineVersion of the template are about data only.`;
  }
  if (maker.id.qualifiedKind === Kind.EXTERNAL_SECRET) {
    return `${put} on ${maker}: without a template, the operator copies its labels onto the Secret.`;
  }
  return maker.id.group === '' ? undefined : `${put} at ${labels.path} of ${maker}, from where the Secret gets its labels.`;
}

/** SOPS signs the whole file, so nobody but SOPS may change one that is encrypted. */
function editsOf(maker: Manifest, labels: Field, label: Field): Edit[] {
  if (maker.at('sops').exists) return [];
  if (label.exists) return [Edit.replace(label, WATCH_ENABLED)];
  if (!labels.isEmpty()) return [Edit.add(labels, WATCH_LABEL, WATCH_ENABLED)];
  const around = maker.at(...labels._steps.slice(0, -1).map(String));
  return labels.exists || around.isEmpty() ? [] : [Edit.add(around, 'labels', { [WATCH_LABEL]: WATCH_ENABLED })];
}
