import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A path that leads to no item. */
export class InvalidOnepasswordItemPath implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-onepassword-item-path',
    severity: Severity.ERROR,
    summary: 'The path of an item of 1Password does not have the form that the operator reads.',
    why:
      'The operator of 1Password splits spec.itemPath at its slashes and wants exactly vaults/<vault>/items/<item>. It refuses ' +
      'everything else and makes no Secret. Names are allowed as well as ids, but none with a slash.',
    fix: 'Write spec.itemPath as vaults/<vault>/items/<item>.',
    references: ['https://developer.1password.com/docs/k8s/operator/'],
    kinds: [Kind.ONE_PASSWORD_ITEM],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.ONE_PASSWORD_ITEM).flatMap((item) => {
      const path = item.at('spec', 'itemPath');
      const text = path.text();
      if (text === undefined || isItemPath(text)) return [];
      return [new Finding(path, `${item} has an item path that is not vaults/<vault>/items/<item>`)];
    });
  }
}

/** Where variables stand for one part each; a variable that may stand for several could make any path right. */
function isItemPath(text: string): boolean {
  const parts = text.replace(/\$\{[^}]*\}|<<.*?>>/g, '?').split('/');
  if (parts.length < 4 && parts.includes('?')) return true;
  const isPart = (part: string, expected: string): boolean => part === expected || part === '?';
  return parts.length === 4 && isPart(parts[0], 'vaults') && parts[1] !== '' && isPart(parts[2], 'items') && parts[3] !== '';
}
