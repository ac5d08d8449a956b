import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Environment } from '../../../primitives/environment';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { pushedSource } from '../automations';

/** New images go live without anybody looking at them. */
export class AutomationPushesToCheckoutBranch implements IRule {
  public readonly meta: RuleMeta = {
    id: 'automation-pushes-to-checkout-branch',
    severity: Severity.WARNING,
    raisedInProduction: true,
    summary: 'An image automation pushes to the branch that Flux applies.',
    why:
      'Without push.branch, also with a refspec, Flux pushes to the branch that it checks out. Each new tag then goes straight to the ' +
      'cluster: no pull request, no review, no check.',
    fix: 'Set push.branch to a branch of its own and merge it through pull requests.',
    references: ['https://fluxcd.io/flux/components/image/imageupdateautomations/#push'],
    kinds: [Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests, environment }: RuleContext): Finding[] {
    // Where things are tried out, nobody waits for a review.
    const isTrial = environment === Environment.DEVELOPMENT || environment === Environment.STAGING;
    const options = isTrial ? { severity: Severity.INFO } : undefined;
    return manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap((automation) => {
      const git = automation.at('spec', 'git');
      const branch = git.at('push', 'branch');
      if (branch.text() === undefined) {
        const field = git.at('push').exists ? git.at('push') : git;
        return git.exists && hasBranch(manifests, automation)
          ? [new Finding(field, `${automation} pushes to the branch that it checks out`, options)]
          : [];
      }
      if (branch.text() !== checkoutBranch(manifests, automation)) return [];
      return [new Finding(branch, `${automation} pushes to ${branch.text()}, the branch that it checks out`, options)];
    });
  }
}

/** What is checked out: by the automation, else by its source. */
function refOf(manifests: ManifestSet, automation: Manifest): Field | undefined {
  const own = automation.at('spec', 'git', 'checkout', 'ref');
  return own.exists ? own : pushedSource(manifests, automation)?.at('spec', 'ref');
}

/** Without a branch to push to, Flux refuses a tag or a commit. */
function hasBranch(manifests: ManifestSet, automation: Manifest): boolean {
  const ref = refOf(manifests, automation);
  return !ref?.exists || ref.at('branch').exists;
}

function checkoutBranch(manifests: ManifestSet, automation: Manifest): string | undefined {
  const branch = refOf(manifests, automation)?.at('branch').text();
  if (branch !== undefined) return branch;
  // The operator writes the whole name of the reference.
  const sync = pushedSource(manifests, automation)?.generatedBy?.at('spec', 'sync', 'ref').text();
  return sync?.startsWith('refs/heads/') ? sync.slice('refs/heads/'.length) : undefined;
}
