import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { nearest } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { severityOfMissing } from '../../../verification/unseen';

/** An ExternalSecret has nowhere to read from. */
export class SecretStoreNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'secret-store-not-found',
    severity: Severity.WARNING,
    summary: 'An ExternalSecret names a store that the cluster, or its namespace, does not have.',
    why:
      'A SecretStore is looked for in the namespace of the ExternalSecret and nowhere else; only a ClusterSecretStore serves other ' +
      'namespaces. Without kind a SecretStore is meant. Where the store is missing no Secret is made, and what reads it waits. Where ' +
      'a project declares no externals, and has no store that could be meant, this is only worth knowing.',
    fix: 'Name a ClusterSecretStore, add a SecretStore to the namespace, or declare the store as external.',
    references: ['https://external-secrets.io/latest/api/secretstore/', 'https://external-secrets.io/latest/api/clustersecretstore/'],
    kinds: [Kind.EXTERNAL_SECRET],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('store')
      .filter((reference) => isMissing(context, reference) && !isElsewhere(context, reference))
      .map((reference) => findingOf(context, reference));
  }
}

/** What belongs to the whole cluster has no namespace, whatever somebody wrote; an ExternalSecret always has one, perhaps from elsewhere. */
function isElsewhere({ manifests }: RuleContext, { from, to }: Reference): boolean {
  if (to.qualifiedKind === Kind.SECRET_STORE) return from.namespace === undefined;
  return manifests.ofKind(to.qualifiedKind).some(({ name }) => name === to.name);
}

function findingOf(context: RuleContext, reference: Reference): Finding {
  const meant = storeOfOtherKind(context, reference);
  const { field, message, fix } = missingFinding(context, reference, 'reads from');
  const hasClue = meant !== undefined || nearest(context, reference.to) !== undefined || context.externals.any;
  return new Finding(field, message, {
    fix: meant ? `There is ${meant}: write kind: ${meant.kind}.` : fix,
    severity: hasClue ? severityOfMissing(context, reference, Severity.WARNING) : Severity.INFO,
  });
}

/** A store of the same name that the ExternalSecret could use, had it said the other kind. */
function storeOfOtherKind({ manifests }: RuleContext, { from, to }: Reference): Manifest | undefined {
  const kind = to.qualifiedKind === Kind.SECRET_STORE ? Kind.CLUSTER_SECRET_STORE : Kind.SECRET_STORE;
  return manifests.ofKind(kind).find(({ name, namespace }) => {
    return name === to.name && (kind === Kind.CLUSTER_SECRET_STORE || namespace === from.namespace);
  });
}
