import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { mistypedKind } from '../../../verification/known-kinds';
import { isUnknown, knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { instancePatches, Override, overridesIn } from '../overrides';
import { almostSelected, isForOne, selects } from '../patch-target';

/** A patch changes nothing. */
export class PatchMatchesNothing implements IRule {
  public readonly meta: RuleMeta = {
    id: 'patch-matches-nothing',
    severity: Severity.WARNING,
    summary: 'The target of a patch selects no object.',
    why:
      'A patch with a target is for whatever the target selects, also for nothing: kustomize and Flux say not a word, and the objects stay ' +
      'as they are. Only a patch without a target fails where its object is missing.',
    fix: 'Correct the target, or remove the patch.',
    references: [
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#patches',
      'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
    ],
    kinds: [Kind.FLUX_INSTANCE, Kind.HELM_RELEASE],
    fields: ['spec.patches'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return [
      ...[...overridesIn(context, 'patches'), ...instancePatches(context)].flatMap((override) => judge(context, override)),
      ...context.manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => ofPostRenderers(context, release)),
    ];
  }
}

/** Nobody sees what a chart renders, but that it is of no kind that there is not. */
function ofPostRenderers({ manifests }: RuleContext, release: Manifest): Finding[] {
  const renderers = release.at('spec', 'postRenderers').items();
  const patches = renderers.flatMap((renderer) => renderer.at('kustomize', 'patches').items());
  return patches.flatMap((patch) => {
    const kind = patch.at('target', 'kind');
    const near = mistypedKind(manifests, knownText(kind) ?? '');
    const message = `the patch for ${textOf(patch.at('target'))} in ${release} selects nothing, for there is no kind ${kind.text()}`;
    return near === undefined ? [] : [new Finding(kind, message, { fix: `Did you mean ${near}?` })];
  });
}

function judge(context: RuleContext, { entry, owner, objects, isPartial = false }: Override): Finding[] {
  const target = entry.at('target');
  if (target.isEmpty() || isUnknown(JSON.stringify(target.value)) || objects.some((object) => selects(target, object))) return [];
  const near = almostSelected(target, objects);
  if (!near && (isPartial || !isForOne(target))) return [];
  // Another name, or none any more: it may be what stands in the files.
  if (writtenObjects(context).some((object) => selects(target, object))) return [];
  const those = isPartial ? 'no object of Flux' : `none of the ${objects.length} objects that it could change`;
  const message = `the patch for ${textOf(target)} in ${owner} selects ${those}`;
  return [new Finding(near?.field ?? target, message, { fix: near && `Did you mean ${near.value}?` })];
}

/** The objects in the files of the cluster, before kustomize renames or removes any. */
function writtenObjects(context: RuleContext): readonly Manifest[] {
  return context._once(collectWritten);
}

function collectWritten({ files }: RuleContext): Manifest[] {
  return files.flatMap(({ documents }) => documents).filter(({ kind, name }) => kind !== '' && name !== '');
}

function textOf(target: Field): string {
  return ['group', 'version', 'kind', 'namespace', 'name'].flatMap((key) => target.at(key).text() ?? []).join(' ') || 'a label';
}
