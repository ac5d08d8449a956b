import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ObjectId } from '../../manifests/object-id';
import { DEFAULT_API_VERSION } from '../../verification/applying';
import { misnamed } from '../../verification/evidence';
import { nearest, resolve } from '../../verification/existence';
import { knownText } from '../../verification/known-text';
import { RuleContext } from '../../verification/rule-context';
import { mayBeUnseen } from '../../verification/unseen';
import { isWritten } from './dependencies';

/** An entry of `healthChecks` that names what the cluster does not have. */
export interface MissingHealthCheck {
  readonly from: Manifest;
  readonly field: Field;
  readonly to: ObjectId;
  /** What was probably meant. */
  readonly near?: Manifest;
}

/**
 * The health checks that name what certainly is not there: an object that has to stand in the repository, or one that is there under a
 * name that is almost the same, or in a namespace that the entry does not say. Anything else may come from a chart or an operator.
 */
export function missingHealthChecks(context: RuleContext): MissingHealthCheck[] {
  return context.manifests.ofKind(Kind.KUSTOMIZATION).flatMap((from) => {
    if (from.object.spec?.healthChecks === undefined) return [];
    const spec = from.at('spec');
    // With wait Flux does not read them, and what a remote cluster holds nobody sees.
    if (spec.at('wait').isTrue() || spec.at('kubeConfig').exists) return [];
    return spec
      .at('healthChecks')
      .items()
      .flatMap((field) => missing(context, from, field) ?? []);
  });
}

function missing(context: RuleContext, from: Manifest, field: Field): MissingHealthCheck | undefined {
  const [kind, name] = [knownText(field.at('kind')), knownText(field.at('name'))];
  const [apiVersion, namespace] = [field.at('apiVersion'), field.at('namespace')];
  if (!kind || !name || [apiVersion, namespace].some((one) => one.text() !== knownText(one))) return undefined;
  const to = ObjectId.of(apiVersion.text() ?? DEFAULT_API_VERSION, kind, name, namespace.text());
  if (to.key === from.id.key || resolve(context, to).exists) return undefined;
  const near = likely(context, to);
  return near || (isWritten(to) && to.namespace !== undefined && !mayBeUnseen(context, to)) ? { from, field, to, near } : undefined;
}

function likely(context: RuleContext, to: ObjectId): Manifest | undefined {
  if (to.namespace !== undefined) return misnamed(context, to);
  const near = nearest(context, to);
  return near?.name === to.name && near.namespace !== undefined ? near : undefined;
}
