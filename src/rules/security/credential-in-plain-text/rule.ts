import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { templatesOf } from '../../../verification/templates';
import { credentialIn } from '../credential';
import { configMapLeaves, entriesOf, generatorLeaves, Leaf, leavesOf, patchLeaves } from '../leaves';
import { containersOf, podOf } from '../podspec';
import { generatorsIn, isGenerated } from '../generators';

/** A credential stands where no Secret is. */
export class CredentialInPlainText implements IRule {
  public readonly meta: RuleMeta = {
    id: 'credential-in-plain-text',
    severity: Severity.ERROR,
    summary: 'A credential stands in plain text in values, variables, patches, inputs, environment variables or a ConfigMap.',
    why:
      'What is written into the values of a release, the variables of a Kustomization or a ConfigMap is readable in the repository and in ' +
      'the cluster, by everybody who may see those objects. A value counts as a credential when it has the form of one, such as a ' +
      'private key or a token of GitHub, when its key ends in password, or when its key speaks of a token, a secret or a key and it ' +
      'looks random. References, variables, encrypted values, hashes and placeholders do not count.',
    fix: 'Put the value into an encrypted Secret and refer to that: with valuesFrom, substituteFrom, or the existingSecret of the chart; then replace the credential.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#values-references',
      'https://fluxcd.io/flux/security/secrets-management/',
    ],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    const generators = generatorsIn(context, 'configMapGenerator');
    const found: Finding[] = [];
    const look = (object: Manifest): void => {
      const isMade = generators.length > 0 && object.id.qualifiedKind === Kind.CONFIG_MAP && isGenerated(object, generators);
      if (!isMade) for (const leaf of leavesIn(context, object)) judge(leaf, found);
    };
    // What a ResourceSet makes is judged where it is written.
    for (const object of manifests.manifests) if (object.applier?.id.qualifiedKind !== Kind.RESOURCE_SET) look(object);
    for (const set of manifests.ofKind(Kind.RESOURCE_SET)) templatesOf(set).forEach(look);
    for (const { field } of generators) for (const leaf of generatorLeaves(field)) judge(leaf, found);
    return found;
  }
}

function judge({ field, key, value, inside }: Leaf, found: Finding[]): void {
  const what = credentialIn(key, value);
  if (what === undefined) return;
  const holder = field.manifest.name === '' ? 'the kustomization' : `${field.manifest}`;
  const part = inside === undefined ? undefined : firstLineOf(value);
  found.push(new Finding(field, `${holder} has ${what} in plain text at ${field.path}${inside ? `, in ${inside}` : ''}`, { part }));
}

function firstLineOf(value: unknown): string {
  return String(value).split('\n', 1)[0];
}

/** What an object says to others in plain text, before substitution: the value of a variable is judged where it is set. */
function leavesIn({ manifests }: RuleContext, manifest: Manifest): readonly Leaf[] {
  const { _unsubstituted: object } = manifest;
  const root = Field._of(manifest, [], object);
  switch (manifest.id.qualifiedKind) {
    case Kind.HELM_RELEASE:
      return leavesOf(root.at('spec', 'values'));
    case Kind.KUSTOMIZATION:
      // Where the patched objects can be seen, they are judged themselves.
      return [
        ...(mayHold(object.spec?.postBuild?.substitute) ? entriesOf(root.at('spec', 'postBuild', 'substitute')) : NOTHING),
        ...(manifests.appliedBy(manifest).length > 0 ? NOTHING : patchLeaves(root.at('spec', 'patches'))),
      ];
    case Kind.FLUX_INSTANCE:
      return patchLeaves(root.at('spec', 'kustomize', 'patches'));
    case Kind.RESOURCE_SET:
      return leavesOf(root.at('spec', 'inputs'));
    case Kind.RESOURCE_SET_INPUT_PROVIDER:
      return leavesOf(root.at('spec', 'defaultValues'));
    case Kind.CONFIG_MAP:
      return mayHold(object.data) ? configMapLeaves(root.at('data')) : NOTHING;
    default:
      return environmentOf(root);
  }
}

/** Whether a flat map has a credential, or a file that may have one. Hardly any has, so that no field is made before. */
function mayHold(map: unknown): boolean {
  for (const key in map as Record<string, unknown>) {
    if (key.includes('.') || credentialIn(key, (map as Record<string, unknown>)[key]) !== undefined) return true;
  }
  return false;
}

function environmentOf(root: Field): readonly Leaf[] {
  const pod = podOf(root);
  return pod ? containersOf(pod).flatMap((container) => leavesOf(container.at('env'))) : NOTHING;
}

const NOTHING: readonly Leaf[] = [];
