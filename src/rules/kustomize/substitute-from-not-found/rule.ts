import { Kind } from '../../../manifests/kind';
import { appliersAround } from '../../../verification/applying';
import { nearest, resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { mayBeMirrored } from '../../../verification/mirrored-secrets';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';

/** A Kustomization takes variables from an object that is not there. */
export class SubstituteFromNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'substitute-from-not-found',
    severity: Severity.ERROR,
    summary: 'A Kustomization takes variables from a ConfigMap or Secret that does not exist.',
    why:
      'Flux looks for the object in the namespace of the Kustomization only. Where it is missing and not optional, nothing of the ' +
      'Kustomization is applied. One that only the Kustomization itself applies is not there on a new cluster, unless somebody applies ' +
      'it by hand first.',
    fix: 'Create the object in the namespace of the Kustomization, declare it as external, or correct its name.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check(context: RuleContext): Finding[] {
    const { manifests } = context;
    return referencesIn(manifests)
      .for('variables')
      .flatMap((reference) => {
        const { from, field, to, optional } = reference;
        if (optional || to.namespace === undefined || isUnknown(to.toString())) return [];
        const { manifest, exists } = resolve(context, to);
        if (manifest) return appliersAround(manifest).includes(from) ? [ownVariables(reference)] : [];
        if (exists || mayBeMirrored(manifests, to)) return [];

        const near = nearest(context, to);
        return [
          new Finding(field, `${from} takes variables from ${to}, which does not exist`, {
            severity: severityOfMissing(context, reference, Severity.ERROR),
            ...(near && { fix: `There is ${near}: did you mean that? Flux looks only in the namespace of the Kustomization.` }),
          }),
        ];
      });
  }
}

function ownVariables({ from, field, to }: Reference): Finding {
  return new Finding(field, `${from} takes variables from ${to}, which nothing but itself applies, and so not before it has them`, {
    severity: Severity.INFO,
    fix: `Apply ${to} with a Kustomization that this one depends on.`,
  });
}
