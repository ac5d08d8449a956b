import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { contentOf } from '../../../verification/config-keys';
import { nearest, resolve } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { mayBeMirrored } from '../../../verification/mirrored-secrets';
import { missingInTemplates } from '../../../verification/missing-in-templates';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isOfRefusedKind } from '../../api/object-problems';
import { mayBeUnseen, severityOfMissing } from '../../../verification/unseen';

/** Values are to come from an object or a key that is not there. */
export class ValuesSourceNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'values-source-not-found',
    severity: Severity.ERROR,
    summary: 'A HelmRelease takes values from a Secret or ConfigMap, or from a key of it, that is not there.',
    why:
      'valuesFrom reads the namespace of the HelmRelease only, and the key values.yaml unless valuesKey names another. Where the object or ' +
      'the key is missing and the entry is not optional, the release has ValuesError and Helm does nothing, not even for other changes.',
    fix: 'Add the object with that key to the namespace of the HelmRelease, correct the name, or set optional: true.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#values-references'],
    kinds: [Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    const reported = new Set<string>();
    const inTemplates = missingInTemplates(context, 'values');
    return [...referencesIn(context.manifests).for('values'), ...inTemplates].flatMap((reference) => {
      const { to, optional, key } = reference;
      if (optional || to.namespace === undefined || isUnknown(to.name) || isUnknown(to.namespace)) return [];
      if (isOfRefusedKind(context.manifests, reference)) return [];
      const resolution = resolve(context, to);
      const finding = resolution.exists ? keyMissing(reference, contentOf(resolution).keys) : objectMissing(context, reference);
      const what = `${to.key} ${resolution.exists ? key : ''}`;
      if (!finding || reported.has(what)) return [];
      reported.add(what);
      return [finding];
    });
  }
}

function keyMissing({ from, field, to, key = '' }: Reference, keys: readonly string[] | undefined): Finding | undefined {
  if (!keys || keys.includes(key) || isUnknown(key)) return undefined;
  const given = field.at('valuesKey');
  const fix = `Write one of its keys as valuesKey: ${keys.join(', ')}.`;
  return new Finding(
    given.exists ? given : field.at('name'),
    `${from} takes values from the key '${key}' of ${to}, which has no such key`,
    { fix },
  );
}

function objectMissing(context: RuleContext, reference: Reference): Finding | undefined {
  const { from, field, to } = reference;
  if (mayBeMirrored(context.manifests, to)) return undefined;
  const generated = hashed(context, to);
  const near = generated ?? nearest(context, to);
  const isCertain = generated !== undefined && !mayBeUnseen(context, to);
  return new Finding(field.at('name'), `${from} takes values from ${to}, which is not there${hint(to, near, generated)}`, {
    severity: isCertain ? Severity.ERROR : severityOfMissing(context, reference, Severity.ERROR),
    fix: near && `Did you mean ${near}? If not, add ${to} to the cluster or declare it as external.`,
  });
}

function hint(to: ObjectId, near: Manifest | undefined, generated: Manifest | undefined): string {
  if (generated) return `: kustomize calls it ${generated.name}`;
  return near?.name === to.name ? `: one of that name is in namespace ${near.namespace} only` : '';
}

/** What a generator of kustomize makes has a hash behind its name, and kustomize does not know that a HelmRelease refers to it. */
function hashed({ manifests }: RuleContext, { kind, name, namespace }: ObjectId): Manifest | undefined {
  const start = `${name}-`;
  return manifests
    .ofKind(kind)
    .find(
      (other) => other.namespace === namespace && other.name.startsWith(start) && /^[a-z0-9]{10}$/.test(other.name.slice(start.length)),
    );
}
