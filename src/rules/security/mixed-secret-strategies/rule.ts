import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { isFluxObject } from '../../../verification/generated-objects';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

interface Use {
  /** Where the first use is. */
  readonly field: Field;
  readonly fields: readonly Field[];
}

/** Kinds that only one way of keeping secrets has. */
const KINDS = {
  'sealed-secrets': [Kind.SEALED_SECRET],
  'external-secrets': [Kind.EXTERNAL_SECRET, 'ClusterExternalSecret.external-secrets.io'],
  '1password': [Kind.ONE_PASSWORD_ITEM],
  vault: ['VaultStaticSecret.secrets.hashicorp.com', 'VaultDynamicSecret.secrets.hashicorp.com'],
};

/** How to tell that a way of keeping secrets is used. */
const STRATEGIES: ReadonlyMap<string, (context: RuleContext) => Field[]> = new Map([
  ['sops', usesOfSops],
  ...Object.entries(KINDS).map(([name, kinds]) => [name, usesOfKinds(kinds)] as const),
]);

/** Other names of the strategies. */
const ALIASES: Readonly<Record<string, string>> = {
  onepassword: '1password',
  eso: 'external-secrets',
  externalsecrets: 'external-secrets',
  sealedsecrets: 'sealed-secrets',
};

/** Secrets are kept in two ways, and nobody says that they are. */
export class MixedSecretStrategies implements IRule {
  public readonly meta: RuleMeta = {
    id: 'mixed-secret-strategies',
    severity: Severity.WARNING,
    summary: 'One fleet keeps its secrets in more than one way.',
    why:
      'Each way of keeping secrets has keys of its own to guard, to renew and to restore, and people have to know which holds what. A ' +
      'second one is an accident more often than a decision. A fleet that means it declares both, e.g. SOPS for what External Secrets ' +
      'itself needs; where SOPS or Sealed Secrets carry no more than that, it is for information only. The strategy with fewer uses in ' +
      'the fleet is reported, once in each cluster.',
    fix: 'Keep the secret like the others, or declare the strategies in the setting secretStrategies.',
    references: ['https://fluxcd.io/flux/security/secrets-management/'],
    kinds: Object.values(KINDS).flat(),
    fields: ['sops', 'spec.decryption'],
  };

  public check(context: RuleContext): Finding[] {
    const totals = context._inFleet(totalsIn);
    if (totals.length < 2) return [];
    const declared = new Set((context.settings.secretStrategies ?? []).map(nameOf));
    const main = totals.find(({ name }) => declared.has(name)) ?? totals[0];
    return totals.flatMap(({ name }) => {
      const use = usesIn(context).get(name);
      if (name === main.name || declared.has(name) || !use) return [];
      const message = `${use.field.manifest} keeps secrets with ${name}, while the fleet keeps them with ${main.name}`;
      const starts = (first: string, other: string): boolean => STORES.includes(other) && context._inFleet(startersIn).has(first);
      const severity = starts(name, main.name) || starts(main.name, name) ? Severity.INFO : Severity.WARNING;
      return [new Finding(use.field, message, { severity })];
    });
  }
}

/** Strategies that read from a store, and need a first secret to log in there. */
const STORES = ['external-secrets', '1password', 'vault'];

/** Strategies that keep secrets in Git, so that they can carry that first secret. */
const IN_GIT = ['sops', 'sealed-secrets'];

/** More than this is not only what another strategy needs to start. */
const FEW = 3;

/** The strategies that carry no more than a few secrets besides those that Flux itself reads. */
function startersIn(contexts: readonly RuleContext[]): ReadonlySet<string> {
  return new Set(
    IN_GIT.filter((name) => {
      const names = contexts.flatMap((context) => {
        const fields = usesIn(context).get(name)?.fields ?? [];
        return fields.map(({ manifest }) => manifest).filter((secret) => isSecret(secret) && !isReadByFlux(context, secret));
      });
      // A component puts one secret into many namespaces.
      return new Set(names.map((secret) => secret.name)).size <= FEW;
    }),
  );
}

function isSecret({ kind }: Manifest): boolean {
  return kind === 'Secret' || kind === 'SealedSecret';
}

function isReadByFlux({ manifests }: RuleContext, { name, namespace }: Manifest): boolean {
  return referencesIn(manifests)
    .to(new ObjectId('', 'Secret', name, namespace))
    .some(({ from }) => isFluxObject(from) && from.id.qualifiedKind !== Kind.HELM_RELEASE);
}

/** How often each strategy is used in the fleet, the most used first. */
function totalsIn(contexts: readonly RuleContext[]): { readonly name: string; readonly total: number }[] {
  const totals = new Map<string, number>();
  for (const context of contexts) {
    for (const [name, { fields }] of usesIn(context)) totals.set(name, (totals.get(name) ?? 0) + fields.length);
  }
  return [...STRATEGIES.keys()]
    .map((name) => ({ name, total: totals.get(name) ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

function usesIn(context: RuleContext): ReadonlyMap<string, Use> {
  return context._once(findUses);
}

function findUses(context: RuleContext): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const [name, fieldsIn] of STRATEGIES) {
    const fields = fieldsIn(context);
    if (fields.length > 0) uses.set(name, { field: fields[0], fields });
  }
  return uses;
}

/** Encrypted objects; where none can be seen, what would decrypt them. */
function usesOfSops({ manifests }: RuleContext): Field[] {
  const encrypted = manifests.ofKind(Kind.SECRET).filter((secret) => secret.at('sops').exists);
  if (encrypted.length > 0) return encrypted.map((secret) => secret.at('sops'));
  return manifests
    .ofKind(Kind.KUSTOMIZATION)
    .filter(({ object }) => object.spec?.decryption !== undefined)
    .map((one) => one.at('spec', 'decryption'));
}

function usesOfKinds(kinds: readonly string[]): (context: RuleContext) => Field[] {
  return ({ manifests }) => kinds.flatMap((kind) => manifests.ofKind(kind).map((manifest) => manifest.at('kind')));
}

function nameOf(declared: string): string {
  const plain = declared.toLowerCase().replace(/[\s_]/g, '-');
  return ALIASES[plain.replace(/-/g, '')] ?? plain;
}
