import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A ResourceSet waits for inputs that nobody gives. */
export class InputProviderNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'input-provider-not-found',
    severity: Severity.ERROR,
    summary: 'A ResourceSet takes inputs from a ResourceSetInputProvider that its namespace does not have.',
    why: 'inputsFrom has no namespace: providers are looked for beside the ResourceSet. Without one the ResourceSet is not Ready and applies nothing.',
    fix: 'Name a provider of the same namespace, or add one.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#inputs-from-resourcesetinputprovider'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('inputs')
      .filter((reference) => isMissing(context, reference))
      .map((reference) => missingFinding(context, reference, 'takes inputs from'));
  }
}
