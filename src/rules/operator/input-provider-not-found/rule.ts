import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ResourceSet, resourceSetsIn } from '../resource-sets';

/** A ResourceSet waits for inputs that nobody gives. */
export class InputProviderNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'input-provider-not-found',
    severity: Severity.ERROR,
    summary: 'A ResourceSet takes inputs from a ResourceSetInputProvider that its namespace does not have.',
    why: 'inputsFrom has no namespace: providers are looked for beside the ResourceSet. Without one the ResourceSet is not Ready and applies nothing. With a selector that none has, it is Ready and removes what it applied.',
    fix: 'Name a provider of the same namespace, or add one.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#inputs-from-resourcesetinputprovider'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    const missing = referencesIn(context.manifests)
      .for('inputs')
      .filter((reference) => isMissing(context, reference))
      .map((reference) => missingFinding(context, reference, 'takes inputs from'));
    return [...missing, ...resourceSetsIn(context.manifests).flatMap((set) => unselected(context, set))];
  }
}

/** A selector may be for what others add later, and until then nothing is applied. */
function unselected(context: RuleContext, { manifest, providers }: ResourceSet): Finding[] {
  if (providers.length > 0) return [];
  return manifest
    .at('spec', 'inputsFrom')
    .items()
    .map((entry) => entry.at('selector'))
    .filter((selector) => selector.exists && !isUnknown(JSON.stringify(selector.value)))
    .map((selector) => {
      const isHidden = context.mayHoldUnseen(manifest.namespace, Kind.RESOURCE_SET_INPUT_PROVIDER);
      return new Finding(selector, `${manifest} selects no ResourceSetInputProvider of its namespace, so that it applies nothing`, {
        severity: isHidden ? Severity.INFO : Severity.WARNING,
      });
    });
}
