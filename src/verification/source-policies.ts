import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { NAMESPACE_NAME_LABEL } from '../primitives/kubernetes-name';
import { pushTo } from '../primitives/push-to';
import { RuleContext } from './rule-context';
import { evaluateCel, UNKNOWN } from './cel/evaluate';
import { readCel } from './cel/parser';

/** The resources of the kinds that bring manifests or images from an address. */
export const SOURCE_RESOURCES: Readonly<Record<string, string>> = {
  [Kind.GIT_REPOSITORY]: 'gitrepositories',
  [Kind.OCI_REPOSITORY]: 'ocirepositories',
  [Kind.HELM_REPOSITORY]: 'helmrepositories',
  [Kind.BUCKET]: 'buckets',
  [Kind.IMAGE_REPOSITORY]: 'imagerepositories',
  [Kind.RESOURCE_SET_INPUT_PROVIDER]: 'resourcesetinputproviders',
};

/** A policy of the API server, bound so that it denies. */
export interface BoundPolicy {
  readonly policy: Manifest;
  readonly binding: Manifest;
}

/** The policies about sources. */
export interface SourcePolicies {
  /** Those without a binding that denies too, which are of no effect. */
  readonly all: readonly Manifest[];
  readonly bound: readonly BoundPolicy[];
  /** The bound ones that may be asked about the objects of a namespace: not those that are bound to another one by its name. */
  readonly in: (namespace: string) => readonly BoundPolicy[];
}

/** The policies about sources, worked out once. */
export function sourcePolicies({ manifests }: RuleContext): SourcePolicies {
  return manifests._once(collectPolicies);
}

function collectPolicies(manifests: ManifestSet): SourcePolicies {
  const all = manifests.ofKind(Kind.VALIDATING_ADMISSION_POLICY).filter(isAboutAddresses);
  const byName = new Map(all.map((policy) => [policy.name, policy]));
  const named = new Map<string, BoundPolicy[]>();
  const others: BoundPolicy[] = [];
  for (const binding of manifests.ofKind(Kind.VALIDATING_ADMISSION_POLICY_BINDING)) {
    const policy = byName.get(binding.at('spec', 'policyName').text() ?? '');
    const actions = binding.at('spec', 'validationActions').items();
    if (!policy || !actions.some(({ value }) => value === 'Deny')) continue;
    const namespace = binding.at('spec', 'matchResources', 'namespaceSelector', 'matchLabels', NAMESPACE_NAME_LABEL).text();
    if (namespace === undefined) others.push({ policy, binding });
    else pushTo(named, namespace, { policy, binding });
  }
  const inNamespace = (namespace: string): BoundPolicy[] => [...(named.get(namespace) ?? []), ...others];
  return { all, bound: [...[...named.values()].flat(), ...others], in: inNamespace };
}

/** The kinds of sources that a policy is asked about. */
export function kindsOf(policy: Manifest): string[] {
  const rules = policy.at('spec', 'matchConstraints', 'resourceRules').items();
  return Object.entries(SOURCE_RESOURCES).flatMap(([kind, resource]) => {
    const group = kind.slice(kind.indexOf('.') + 1);
    const isAsked = rules.some(
      (rule) => has(rule.at('apiGroups'), group) && has(rule.at('resources'), resource) && has(rule.at('operations'), 'CREATE'),
    );
    return isAsked ? [kind] : [];
  });
}

/** Whether a bound policy is asked about the objects of a namespace; `undefined` where that cannot be told. */
export function selects({ policy, binding }: BoundPolicy, namespace: string, object: Manifest | undefined): boolean | undefined {
  const constraints = [policy.at('spec', 'matchConstraints'), binding.at('spec', 'matchResources')];
  const isNarrowed = constraints.some((one) => !one.at('objectSelector').isEmpty() || !one.at('excludeResourceRules').isEmpty());
  if (isNarrowed || !constraints[1].at('resourceRules').isEmpty()) return undefined;
  const results = constraints.map((one) => matchesSelector(one.at('namespaceSelector'), namespace, object));
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
}

/** Whether a policy admits an object; `undefined` where that cannot be told. */
export function admits(context: RuleContext, bound: BoundPolicy, object: Manifest): boolean | undefined {
  const scope = scopeOf(context, bound, object);
  const conditions = bound.policy.at('spec', 'matchConditions').items();
  const applies = conditions.map((condition) => evaluate(condition.at('expression'), scope));
  if (applies.includes(false)) return true;
  if (applies.some((outcome) => outcome !== true)) return undefined;
  const outcomes = bound.policy
    .at('spec', 'validations')
    .items()
    .map((one) => evaluate(one.at('expression'), scope));
  if (outcomes.includes(false)) return false;
  return outcomes.every((outcome) => outcome === true) ? true : undefined;
}

function scopeOf(context: RuleContext, { policy, binding }: BoundPolicy, { object, namespace }: Manifest): Map<string, unknown> {
  const { manifests } = context;
  const param = binding.at('spec', 'paramRef');
  const { apiVersion = '', kind = '' } = (policy.at('spec', 'paramKind').value ?? {}) as { apiVersion?: string; kind?: string };
  const params = manifests.find(
    ObjectId.of(`${apiVersion}`, `${kind}`, param.at('name').text() ?? '', param.at('namespace').text() ?? namespace),
  );
  const variables: Record<string, unknown> = {};
  const scope = new Map<string, unknown>([
    ['object', object],
    ['params', params?.object ?? UNKNOWN],
    ['request', { namespace, operation: 'CREATE' }],
    ['namespaceObject', namespaceOf(context, namespace)?.object ?? UNKNOWN],
    ['variables', variables],
  ]);
  // Each may use those before it.
  for (const variable of policy.at('spec', 'variables').items()) {
    const name = variable.at('name').text();
    if (name !== undefined) variables[name] = evaluate(variable.at('expression'), scope);
  }
  return scope;
}

/** The Namespace of a name. */
export function namespaceOf({ manifests }: RuleContext, name: string | undefined): Manifest | undefined {
  return name === undefined ? undefined : manifests.find(new ObjectId('', 'Namespace', name));
}

function evaluate(expression: Field, scope: ReadonlyMap<string, unknown>): unknown {
  const cel = readCel(expression.text() ?? '');
  return cel ? evaluateCel(cel, scope) : UNKNOWN;
}

/** A policy that looks at addresses, or that refuses everything. */
function isAboutAddresses(policy: Manifest): boolean {
  if (kindsOf(policy).length === 0) return false;
  const expressions = [...policy.at('spec', 'variables').items(), ...policy.at('spec', 'validations').items()].map(
    (one) => one.at('expression').text() ?? '',
  );
  return expressions.some((text) => text.trim() === 'false' || /\bspec\.(url|endpoint|image)\b/.test(text));
}

function has(list: Field, value: string): boolean {
  return list.items().some((item) => item.value === value || item.value === '*' || item.value === '*/*');
}

function matchesSelector(selector: Field, namespace: string, object: Manifest | undefined): boolean | undefined {
  const labelOf = (key: string): string | undefined => (key === NAMESPACE_NAME_LABEL ? namespace : object?.label(key));
  const isKnown = (key: string): boolean => object !== undefined || key === NAMESPACE_NAME_LABEL;
  const labels = selector.at('matchLabels').entries();
  const expressions = selector.at('matchExpressions').items();
  if (![...labels.map(({ key }) => key), ...expressions.map((one) => one.at('key').text() ?? '')].every(isKnown)) return undefined;
  return (
    labels.every((label) => labelOf(label.key) === label.value) &&
    expressions.every((one) => {
      const label = labelOf(one.at('key').text() ?? '');
      const isListed = one
        .at('values')
        .items()
        .some(({ value }) => value === label);
      switch (one.at('operator').text()) {
        case 'In':
          return label !== undefined && isListed;
        case 'NotIn':
          return label === undefined || !isListed;
        case 'Exists':
          return label !== undefined;
        default:
          return label === undefined;
      }
    })
  );
}
