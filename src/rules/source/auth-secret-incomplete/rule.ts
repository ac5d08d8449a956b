import { Field } from '../../../manifests/manifest';
import { FluxVersion } from '../../../primitives/flux-version';
import { contentOf } from '../../../verification/config-keys';
import { resolve, Resolution } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { fieldsFor, Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { lackForCluster, lackForDecryption, lackForProvider, lackOfSecret } from '../auth-form';

/** A Secret is there and does not have what Flux looks for in it. */
export class AuthSecretIncomplete implements IRule {
  public readonly meta: RuleMeta = {
    id: 'auth-secret-incomplete',
    severity: Severity.WARNING,
    summary: 'A Secret lacks the type or the keys that its user looks for.',
    why:
      'Flux takes credentials from keys with fixed names: identity and known_hosts for ssh, username and password or bearerToken for ' +
      'https, the keys of a GitHub App together with provider: github, a Secret of type kubernetes.io/dockerconfigjson for registries, ' +
      'and token for a Receiver. Without them the object is not Ready. Keys for SOPS with another name are silently ignored.',
    fix: 'Give the Secret the type and the keys of its form of authentication.',
    references: [
      'https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference',
      'https://fluxcd.io/flux/components/source/ocirepositories/#secret-reference',
      'https://fluxcd.io/flux/components/notification/receivers/#secret-reference',
    ],
    fields: fieldsFor('credentials', 'decryption', 'kubeconfig'),
  };

  public check(context: RuleContext): Finding[] {
    const isGcrStrict = context.isAtLeast(FluxVersion.V2_9);
    const reported = new Set<string>();
    return referencesIn(context.manifests)
      .for('credentials', 'decryption', 'kubeconfig')
      .flatMap((reference) => {
        const { from, role, to } = reference;
        // What a FluxInstance makes reads the Secret that the FluxInstance names.
        if (from.generatedBy) return [];
        const resolution = resolve(context, to);
        const content = contentOf(resolution);
        const lack = role === 'credentials' ? lackOfSecret(from, content, isGcrStrict) : lackForApplier(reference, resolution);
        const key = `${to.key} ${lack}`;
        if (lack === undefined || reported.has(key)) return [];
        reported.add(key);
        return [new Finding(fieldOf(reference, resolution, lack), `${to}, which ${from} reads, ${lack}`)];
      });
  }
}

/** What an applier needs besides credentials: the key of SOPS, and how to reach another cluster. */
function lackForApplier({ role, field, to }: Reference, resolution: Resolution): string | undefined {
  const content = contentOf(resolution);
  if (role === 'decryption') return lackForDecryption(content);
  if (to.kind === 'Secret') return lackForCluster(content, knownText(field.at('key')));
  return lackForProvider(content, resolution.manifest && knownText(resolution.manifest.at('data', 'provider')));
}

/** What has to change: the Secret, where it stands in the repository; what a GitHub App needs is the provider beside the reference. */
function fieldOf({ field }: Reference, { manifest: secret }: Resolution, lack: string): Field {
  if (!secret || lack.includes('provider: github')) return field.at('name').exists ? field.at('name') : field;
  if (secret.generatedBy) return secret.generatedBy.at('spec', 'data');
  if (lack.startsWith('has the type')) return secret.at('type');
  return secret.at('stringData').exists ? secret.at('stringData') : secret.at('data');
}
