import { Field, Manifest } from '../../manifests/manifest';
import { pushTo } from '../../primitives/push-to';
import { isUnknown } from '../../verification/known-text';
import { Reference } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** Objects that an Alert or a Receiver names: one, or all of a kind in a namespace, perhaps with labels. */
export interface Selection {
  readonly from: Manifest;
  readonly field: Field;
  /** Kind with its API group. */
  readonly kind: string;
  readonly namespace?: string;
  /** `*` for all. */
  readonly name: string;
  /** Whether a variable is left, so that nobody can tell what is meant. */
  readonly isUnknown: boolean;
}

/** The references of Alerts and Receivers as selections. */
export function selectionOf({ from, field, to }: Reference): Selection {
  const { qualifiedKind: kind, namespace, name } = to;
  return { from, field, kind, namespace, name, isUnknown: isUnknown(`${namespace ?? ''}${name}`) };
}

/** Whether an object of the kind and the namespace is selected. */
export function selects({ field, name }: Selection, manifest: Manifest): boolean {
  if (name !== '*') return name === manifest.name;
  return field
    .at('matchLabels')
    .entries()
    .every(({ key, value }) => manifest.label(key) === value);
}

/** Selections by kind and namespace. */
export class Selections {
  private readonly byPlace = new Map<string, Selection[]>();

  constructor(selections: readonly Selection[]) {
    for (const selection of selections) {
      // What nobody can tell may be all; of the namespace `*`, which is none, another rule says so.
      const place = selection.isUnknown ? `${selection.kind} *` : `${selection.kind} ${selection.namespace}`;
      pushTo(this.byPlace, place, selection);
    }
  }

  /** Whether an object is selected, or may be. */
  public mayHave(manifest: Manifest): boolean {
    const { qualifiedKind } = manifest.id;
    if (this.byPlace.has(`${qualifiedKind} *`)) return true;
    return (this.byPlace.get(`${qualifiedKind} ${manifest.namespace}`) ?? []).some((selection) => selects(selection, manifest));
  }
}

/** Whether the notification-controller refuses other namespaces. */
export function isLocked({ controllers }: RuleContext): boolean {
  return controllers.known && controllers.isOn('notification-controller', 'no-cross-namespace-refs');
}

/** Kinds that controllers make under names that nobody can tell here. */
export function isMadeByControllers(context: RuleContext, kind: string): boolean {
  if (kind.startsWith('HelmChart.')) return true;
  const generators = context.manifests.ofKind('ArtifactGenerator.source.extensions.fluxcd.io');
  // One with a pattern of paths makes an artifact for each directory.
  return kind.startsWith('ExternalArtifact.') && generators.some((generator) => JSON.stringify(generator.object).includes('pathPattern'));
}
