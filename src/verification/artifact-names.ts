import { Kind } from '../manifests/kind';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { pushTo } from '../primitives/push-to';
import { isUnknown } from './known-text';

/** Whether an artifact may be one of those whose names depend on what a source holds, as `pathPattern` has it, or on a variable. */
export function mayBeGenerated(manifests: ManifestSet, { qualifiedKind, name, namespace }: ObjectId): boolean {
  if (qualifiedKind !== Kind.EXTERNAL_ARTIFACT) return false;
  const templates = manifests._once(templatesByNamespace).get(namespace) ?? [];
  return templates.some((template) => isUnknown(template) || couldBecome(template, name));
}

function templatesByNamespace(manifests: ManifestSet): Map<string | undefined, string[]> {
  const templates = new Map<string | undefined, string[]>();
  for (const generator of manifests.ofKind(Kind.ARTIFACT_GENERATOR)) {
    const own = generator
      .at('spec', 'artifacts')
      .items()
      .flatMap((artifact) => artifact.at('name').text() ?? [])
      .filter((name) => name.includes('{'));
    for (const template of own) pushTo(templates, generator.namespace, template);
  }
  return templates;
}

/** Whether a name has the fixed parts of a template such as `{team}-{app}`, in this order, and something for each variable. */
function couldBecome(template: string, name: string): boolean {
  const [first, ...others] = template.split(/\{[^{}]*\}/);
  const last = others.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length <= first.length + last.length) return false;
  let rest = name.slice(first.length, name.length - last.length);
  for (const part of others) {
    const at = rest.indexOf(part);
    if (at < 1) return false;
    rest = rest.slice(at + part.length);
  }
  return rest !== '';
}
