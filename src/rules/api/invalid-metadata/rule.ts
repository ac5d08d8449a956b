import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isFilledInLater } from '../filled-in-later';

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const KEY_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;

/** Kinds whose names may hold what a path may hold, such as colons. */
const PATH_NAMES: readonly string[] = [Kind.ROLE, Kind.CLUSTER_ROLE, Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING];
/** Kinds whose names are one label of DNS. */
const LABEL_NAMES: readonly string[] = [Kind.NAMESPACE, Kind.SERVICE];

/** Kubernetes refuses the name, a label or an annotation of an object. */
export class InvalidMetadata implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-metadata',
    severity: Severity.ERROR,
    summary: 'A name, label or annotation has a form that Kubernetes refuses.',
    why: 'The API server refuses the object, and with it everything that its Kustomization applies in the same stage.',
    fix: 'Use lower case letters, digits, - and . in names; letters, digits, -, _ and . in labels, at most 63 of them.',
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    ],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest) => (isPlain(manifest) ? NOTHING : problemsOf(manifest)));
  }
}

const NOTHING: readonly Finding[] = [];

/** Whether an object has nothing but a right name: most objects of a fleet. */
function isPlain(manifest: Manifest): boolean {
  const { name, namespace, object } = manifest;
  const { labels, annotations } = object.metadata ?? {};
  return labels === undefined && annotations === undefined && isName(manifest, name) && (namespace === undefined || isLabel(namespace));
}

function problemsOf(manifest: Manifest): Finding[] {
  return [
    ...nameProblems(manifest),
    ...manifest.at('metadata', 'labels').entries().flatMap(labelProblems),
    ...manifest.at('metadata', 'annotations').entries().flatMap(keyProblems),
  ];
}

function nameProblems(manifest: Manifest): Finding[] {
  const name = manifest.at('metadata', 'name');
  const namespace = manifest.at('metadata', 'namespace');
  return [
    ...(isName(manifest, manifest.name) ? [] : [new Finding(name, `${manifest}: the name is none that Kubernetes accepts`)]),
    ...(manifest.namespace === undefined || isFilledInLater(manifest.namespace) || isLabel(manifest.namespace)
      ? []
      : [new Finding(namespace, `${manifest}: the namespace is no name of one`)]),
  ];
}

function isName({ id }: Manifest, name: string): boolean {
  if (isFilledInLater(name)) return true;
  if (PATH_NAMES.includes(id.qualifiedKind)) return !/[/%]/.test(name) && name !== '.' && name !== '..';
  return LABEL_NAMES.includes(id.qualifiedKind) ? isLabel(name) : name.length <= 253 && SUBDOMAIN.test(name);
}

function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

function labelProblems(label: Field): Finding[] {
  const { value } = label;
  const isValue = typeof value !== 'string' || value === '' || isFilledInLater(value) || (value.length <= 63 && KEY_NAME.test(value));
  const problem = isValue
    ? []
    : [new Finding(label, `${label.manifest}: the value of the label ${label.key} is none that Kubernetes accepts`)];
  return [...problem, ...keyProblems(label)];
}

function keyProblems(field: Field): Finding[] {
  const { key, manifest } = field;
  if (isFilledInLater(key)) return [];
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const isKey =
    parts.length <= 2 &&
    name.length <= 63 &&
    KEY_NAME.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix)));
  return isKey ? [] : [new Finding(field, `${manifest}: '${key}' is no key that Kubernetes accepts`)];
}
