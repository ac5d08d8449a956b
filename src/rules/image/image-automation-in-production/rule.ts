import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Environment } from '../../../primitives/environment';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { pushedSource } from '../automations';

/** The cluster that matters most can change what it runs. */
export class ImageAutomationInProduction implements IRule {
  public readonly meta: RuleMeta = {
    id: 'image-automation-in-production',
    severity: Severity.INFO,
    summary: 'An image automation runs in a cluster that serves production, with a credential that may write to Git.',
    why:
      'Whoever gets into the cluster gets the credential, and with it the repository that all clusters apply. Policies and automations need ' +
      'to run in one cluster only: what they commit reaches the others through Git.',
    fix: 'Let the automation run in a cluster for staging or in one that serves nobody, and promote by pull requests; or update without Git.',
    references: ['https://fluxcd.io/flux/guides/image-update/', 'https://fluxcd.io/flux/security/best-practices/'],
    kinds: [Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests, environment }: RuleContext): Finding[] {
    if (environment !== Environment.PRODUCTION) return [];
    return manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap((automation) => {
      const source = automation.at('spec', 'suspend').isTrue() ? undefined : pushedSource(manifests, automation);
      return source && hasCredential(source)
        ? [new Finding(automation.at('spec', 'sourceRef'), `${automation} writes to ${source} from a cluster that serves production`)]
        : [];
    });
  }
}

/** A Secret, or the identity of the workload. Without either nothing can be pushed. */
function hasCredential(source: Manifest): boolean {
  const provider = source.at('spec', 'provider').text() ?? 'generic';
  return source.at('spec', 'secretRef').exists || provider !== 'generic';
}
