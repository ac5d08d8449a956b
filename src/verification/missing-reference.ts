import { Manifest } from '../manifests/manifest';
import { nearest, resolve } from './existence';
import { Finding } from './finding';
import { isUnknown } from './known-text';
import { ReferenceRole } from './reference-table';
import { Reference } from './references';
import { RuleContext } from './rule-context';
import { severityOfMissing } from './unseen';
import { Severity } from './severity';

/** Whether nothing in the cluster is what a reference names, and nobody declares it. What nobody can tell is not missing. */
export function isMissing(context: RuleContext, { to }: Reference): boolean {
  if (to.name === '*' || isUnknown(to.name) || isUnknown(to.namespace ?? '')) return false;
  return !resolve(context, to).exists;
}

/**
 * A finding for a reference that names what is not there, with the object that was probably meant.
 *
 * @param does what the object does with it, as a phrase between both
 */
export function missingFinding(context: RuleContext, reference: Reference, does: string): Finding {
  const { from, field, to } = reference;
  const near = nearest(context, to);
  const name = field.at('name').exists ? field.at('name') : field;
  return new Finding(name, `${from} ${does} ${to}, which the cluster does not have`, {
    severity: severityOfMissing(context, reference, Severity.ERROR),
    fix: near && fixWith(near, reference),
  });
}

/** What stands in another namespace is no answer where only the own one is looked at. */
function fixWith(near: Manifest, { from, to, role }: Reference): string {
  if (near.namespace === to.namespace || FOLLOWED.includes(role)) {
    return `Did you mean ${near}? If not, add ${to} to the cluster or declare it as external.`;
  }
  return `There is ${near}, in a namespace in which ${from} does not look. Add ${to} to the cluster or declare it as external.`;
}

/** What may name an object of another namespace. */
const FOLLOWED: readonly ReferenceRole[] = ['image-repository', 'receiver-target'];
