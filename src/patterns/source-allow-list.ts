import { Construct } from 'constructs';
import { addObject } from '../constructs/flux-object';
import { KubernetesKind } from '../primitives/flux-kind';
import { InputError } from '../primitives/input-error';
import { place } from '../primitives/placement';

/** Props for `SourceAllowList`. */
export interface SourceAllowListProps {
  /** Addresses that sources may have: whole, or everything below them, e.g. `https://github.com/acme` or `oci://ghcr.io/acme`. */
  readonly urls: string[];

  /**
   * Labels of the namespaces that are restricted.
   *
   * @default - all namespaces
   */
  readonly namespaceLabels?: { [key: string]: string };
}

/**
 * A policy of the API server that refuses Flux sources from anywhere else: whoever may create a source in a namespace could
 * otherwise bring any manifest into it.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class SourceAllowList extends Construct {
  constructor(scope: Construct, id: string, props: SourceAllowListProps) {
    super(scope, id);
    const urls = props.urls.map((url) => requireUrl(this, url));
    if (urls.length === 0) {
      throw new InputError(this, { prop: 'urls', got: urls, mustBe: 'one address at least', fix: "urls: ['oci://ghcr.io/acme']" });
    }

    const policy = new Construct(this, 'policy');
    place(policy, { file: 'source-policy' });
    const { name } = addObject(
      policy,
      KubernetesKind.VALIDATING_ADMISSION_POLICY,
      { name: id },
      {
        clusterScoped: true,
        body: () => ({ spec: sourcePolicySpec(urls) }),
      },
    );
    const binding = new Construct(this, 'binding');
    place(binding, { file: 'source-policy-binding' });
    addObject(
      binding,
      KubernetesKind.VALIDATING_ADMISSION_POLICY_BINDING,
      { name },
      {
        clusterScoped: true,
        body: () => ({ spec: sourceBindingSpec(name, props.namespaceLabels) }),
      },
    );
  }
}

/** The address of an object, whatever its kind calls it. An input provider with static inputs has none, and a bucket no scheme. */
const ADDRESS = [
  'has(object.spec.url) ? object.spec.url',
  "has(object.spec.endpoint) ? 'https://' + object.spec.endpoint",
  "has(object.spec.image) ? 'oci://' + object.spec.image : ''",
].join(' : ');

/** The spec of a policy that lets sources have these addresses only. */
export function sourcePolicySpec(urls: string[]): Record<string, unknown> {
  const allowed = `[${urls.map((url) => `'${url}'`).join(', ')}]`;
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        resourceRule('source.toolkit.fluxcd.io', 'gitrepositories', 'ocirepositories', 'helmrepositories', 'buckets'),
        resourceRule('image.toolkit.fluxcd.io', 'imagerepositories'),
        resourceRule('fluxcd.controlplane.io', 'resourcesetinputproviders'),
      ],
    },
    // Removing the finalizer of a source that is being deleted is an update as well.
    matchConditions: [{ name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' }],
    variables: [{ name: 'url', expression: ADDRESS }],
    validations: [
      {
        // An address ends where a path begins, so that 'acme' does not open 'acme-evil'; and no path climbs back up, not even encoded.
        expression: `variables.url == '' || (!variables.url.matches('(?i)[.][.]|%2e') && ${allowed}.exists(allowed, variables.url == allowed || variables.url.startsWith(allowed + '/')))`,
        messageExpression: `'source ' + variables.url + ' is not on the allow-list: ${urls.join(', ')}'`,
        reason: 'Forbidden',
      },
    ],
  };
}

function resourceRule(group: string, ...resources: string[]): Record<string, unknown> {
  return { apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources };
}

/** The spec of the binding that makes a policy act. */
export function sourceBindingSpec(policyName: string, matchLabels?: { [key: string]: string }): Record<string, unknown> {
  return {
    policyName,
    validationActions: ['Deny'],
    ...(matchLabels && { matchResources: { namespaceSelector: { matchLabels } } }),
  };
}

/** Whether an address is one of those allowed, or below one: what the policy says, for addresses that the program knows. */
export function isAllowed(url: string, allowed: string[]): boolean {
  return allowed.some((each) => url === each || url.startsWith(`${each}/`));
}

/** An address without trailing `/` or `/*`, which can stand in an expression. */
export function requireUrl(at: Construct, url: string): string {
  const bare = url.replace(/\/?\*?$/, '');
  if (/^(oci|https|ssh):\/\/[\w.:@-]+(\/[\w./-]+)?$/.test(bare)) return bare;
  throw new InputError(at, {
    prop: 'urls',
    got: url,
    mustBe: 'addresses that start with oci://, https:// or ssh://, each with a host',
    fix: "urls: ['oci://ghcr.io/acme', 'https://github.com/acme']",
  });
}
