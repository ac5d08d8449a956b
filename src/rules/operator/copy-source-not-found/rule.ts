import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { nearest, resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { severityOfMissing } from '../../../verification/unseen';
import { Severity } from '../../../verification/severity';
import { Copy, copiesOf } from '../copies';
import { resourceSetsIn } from '../resource-sets';

/** A ResourceSet copies what is not there. */
export class CopySourceNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'copy-source-not-found',
    severity: Severity.WARNING,
    summary: 'A ResourceSet copies a Secret or ConfigMap that the cluster does not have.',
    why:
      'The operator fills in the data of an object with the annotation copyFrom, and the type of a Secret that has none. Without the ' +
      'source, or with an annotation that is no namespace/name, the ResourceSet fails and nothing of it is applied.',
    fix: 'Name a source that exists, as namespace/name.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#copy-data-from-existing-kubernetes-resources'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return resourceSetsIn(context.manifests).flatMap((resourceSet) => copiesOf(resourceSet).flatMap((copy) => findingOf(context, copy)));
  }
}

function findingOf(context: RuleContext, { field, kind, from }: Copy): Finding[] {
  if (isUnknown(from)) return [];
  const [namespace, name, ...more] = from.split('/');
  if (name === undefined || more.length > 0) {
    const message = `${field.manifest} copies '${from}', which is no namespace/name`;
    return [
      new Finding(field, message, { severity: Severity.ERROR, fix: `Write the namespace of the ${kind} and a slash before its name.` }),
    ];
  }
  const to = ObjectId.of('v1', kind, name, namespace);
  return resolve(context, to).exists ? [] : [missing(context, field, to)];
}

function missing(context: RuleContext, field: Field, to: ObjectId): Finding {
  const found = nearest(context, to);
  // A copy has the name of what it copies.
  const near = found?.applier?.id.key === field.manifest.id.key ? undefined : found;
  const reference = { from: field.manifest, field, role: 'copy' as const, to, optional: false };
  return new Finding(field, `${field.manifest} copies ${to}, which the cluster does not have`, {
    severity: severityOfMissing(context, reference, Severity.WARNING),
    fix: near && `Did you mean ${near}? If not, add ${to} to the cluster or declare it as external.`,
  });
}
