import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { ConfigContent, contentOf } from '../../../verification/config-keys';
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
    summary: 'A ResourceSet copies a Secret or ConfigMap that the cluster does not have, or leaves out its type.',
    why:
      'The operator fills in the data of an object with the annotation copyFrom, and only the data. Without the source the ResourceSet ' +
      'fails. A Secret without type becomes Opaque, and what needs e.g. kubernetes.io/dockerconfigjson does not take it.',
    fix: 'Name a source that exists, as namespace/name, and repeat the type of a Secret.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#copy-data-from-existing-kubernetes-resources'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return resourceSetsIn(context.manifests).flatMap((resourceSet) => copiesOf(resourceSet).flatMap((copy) => findingOf(context, copy)));
  }
}

function findingOf(context: RuleContext, { field, kind, from, type }: Copy): Finding[] {
  const [namespace, name] = from.split('/');
  if (!name || isUnknown(from)) return [];
  const to = ObjectId.of('v1', kind, name, namespace);
  const source = resolve(context, to);
  if (!source.exists) return [missing(context, field, to)];
  const sourceType = typeOf(contentOf(source));
  if (kind !== 'Secret' || type !== undefined || sourceType === undefined || sourceType === 'Opaque') return [];
  return [
    new Finding(field, `the copy of ${to} has no type, and the Secret is of type ${sourceType}`, { fix: `Set its type to ${sourceType}.` }),
  ];
}

/** Whoever declares only the key of credentials for registries says the type as well. */
function typeOf({ keys = [], type }: ConfigContent): string | undefined {
  return type ?? (keys.includes('.dockerconfigjson') ? 'kubernetes.io/dockerconfigjson' : undefined);
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
