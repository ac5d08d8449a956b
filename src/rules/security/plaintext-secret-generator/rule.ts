import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { Generator, generatorsIn, literalOf, textBeside } from '../generators';

/** kustomize makes a Secret of what anybody can read. */
export class PlaintextSecretGenerator implements IRule {
  public readonly meta: RuleMeta = {
    id: 'plaintext-secret-generator',
    severity: Severity.ERROR,
    summary: 'A secretGenerator makes a Secret of readable values.',
    why:
      'A secretGenerator puts literals and files into a Secret as they stand in the repository. kustomize-controller decrypts files that ' +
      'are encrypted with SOPS before it builds; a literal cannot be encrypted at all.',
    fix: 'Put the values into a file that is encrypted with SOPS and name that under files or envs.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption',
      'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
    ],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return generatorsIn(context, 'secretGenerator').flatMap((generator) => {
      const { field } = generator;
      const files = [...field.at('files').items(), ...field.at('envs').items(), field.at('env')];
      const plain = [
        ...field.at('literals').items().filter(isPlainLiteral),
        ...files.filter((file) => isPlainFile(context, generator, file)),
      ];
      const name = field.at('name').text() ?? '';
      return plain.slice(0, 1).map((at) => new Finding(at, `the secretGenerator '${name}' makes a Secret of readable values`));
    });
  }
}

function isPlainLiteral(entry: Field): boolean {
  const value = literalOf(entry)?.value ?? '';
  return value.trim() !== '' && !value.startsWith('ENC[') && !isUnknown(value);
}

/** Whether a file is known, and neither empty nor encrypted nor public. */
function isPlainFile(context: RuleContext, generator: Generator, entry: Field): boolean {
  const path = entry.text()?.replace(/^[^=]*=/, '');
  const text = path === undefined ? undefined : textBeside(context, generator, path);
  if (text === undefined || text.trim() === '' || text.includes('ENC[') || isUnknown(text)) return false;
  return !/^-----BEGIN (TRUSTED )?(CERTIFICATE|PUBLIC KEY)-----/m.test(text) || text.includes('PRIVATE KEY');
}
