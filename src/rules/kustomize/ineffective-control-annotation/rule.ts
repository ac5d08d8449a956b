import { Field, Manifest } from '../../../manifests/manifest';
import { Edit } from '../../../verification/edit';
import { editDistance } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const PREFIX = 'kustomize.toolkit.fluxcd.io/';

/** The values that Flux knows, the default last. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  prune: ['disabled', 'enabled'],
  reconcile: ['disabled', 'enabled'],
  decrypt: ['disabled', 'enabled'],
  substitute: ['disabled', 'enabled'],
  force: ['enabled', 'disabled'],
  ssa: ['Merge', 'IfNotPresent', 'Ignore', 'Override'],
};

/** What the Flux Operator reads, in this case of letters. What stands in them is judged elsewhere. */
const OF_OPERATOR: readonly string[] = [
  'checksumFrom',
  'convertKubeConfigFrom',
  'copyFrom',
  'reconcile',
  'reconcileArtifactEvery',
  'reconcileEvery',
  'reconcileTimeout',
  'recreateOnFailure',
];

/** What else there is under its prefix, most of it written by the operator itself. */
const OTHERS: readonly string[] = ['checksum', 'createdBy', 'force', 'name', 'namespace', 'prune', 'revision', 'role', 'suspendedBy'];

/** Who reads what under which prefix. */
const READERS = [
  { reader: 'Flux', prefix: PREFIX, controls: Object.keys(VALUES), others: [] },
  { reader: 'the Flux Operator', prefix: 'fluxcd.controlplane.io/', controls: OF_OPERATOR, others: OTHERS },
];

/** An object tells Flux how to treat it, and Flux does not understand. */
export class IneffectiveControlAnnotation implements IRule {
  public readonly meta: RuleMeta = {
    id: 'ineffective-control-annotation',
    severity: Severity.WARNING,
    summary: 'A label or annotation that controls Flux has a value, or almost a name, that Flux ignores.',
    why:
      'Flux acts on a few values only, and ignores all others without a word: prune: "false" does not keep an object from being deleted. ' +
      'Case does not matter, but for substitute, where Disabled is ignored; decrypt acts as an annotation only.',
    fix: 'Write a value that acts, or remove the key.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources'],
    fields: ['metadata.labels', 'metadata.annotations'],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest) => controlsOf(manifest).flatMap((field) => judge(manifest, field) ?? []));
  }
}

/** Few objects have any, so that no field is made before one is found. */
function controlsOf(manifest: Manifest): Field[] {
  const controls: Field[] = [];
  for (const part of ['labels', 'annotations']) {
    const marks = manifest.object?.metadata?.[part];
    for (const key in marks) if (isControl(key)) controls.push(manifest.at('metadata', part, key));
  }
  return controls;
}

function isControl(key: string): boolean {
  return (key.startsWith(PREFIX) && Object.hasOwn(VALUES, key.slice(PREFIX.length))) || mistyped(key) !== undefined;
}

/** The control that a key is almost, and who would read it. */
function mistyped(key: string): { readonly reader: string; readonly meant: string } | undefined {
  for (const { reader, prefix, controls, others } of READERS) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    if ([...controls, ...others].includes(name) || name.length < SHORTEST) return undefined;
    const isNear = (known: string): boolean => known.length >= SHORTEST && editDistance(name.toLowerCase(), known.toLowerCase()) <= 2;
    const meant = controls.find(isNear);
    return meant === undefined ? undefined : { reader, meant: `${prefix}${meant}` };
  }
  return undefined;
}

/** Among shorter words too many are alike. */
const SHORTEST = 4;

function judge(manifest: Manifest, field: Field): Finding | undefined {
  const wrong = mistyped(field.key);
  if (wrong) {
    const message = `${wrong.reader} ignores ${field.key} of ${manifest}, which it does not know`;
    return new Finding(field, message, { fix: `Did you mean ${wrong.meant}?` });
  }
  const key = field.key.slice(PREFIX.length);
  const value = scalarText(field.value);
  if (value === undefined) return undefined;
  const known = VALUES[key];
  const isDefault = sameLetters(value, known[known.length - 1]);
  if (isDefault || isUnknown(value)) return undefined;
  if (key === 'decrypt' && field._steps[1] === 'labels') {
    return new Finding(field, `Flux ignores the label ${field.key} of ${manifest}: it reads only the annotation`);
  }
  if (known.includes(value) || (key !== 'substitute' && known.some((one) => one.toLowerCase() === value.toLowerCase()))) return undefined;

  const meant = known.find((one) => sameLetters(value, one));
  const acting = known.slice(0, -1).join(', ');
  return new Finding(field, `Flux ignores ${field.key}: ${JSON.stringify(value)} of ${manifest}; it acts on ${acting}`, {
    ...(meant && { fix: `Write ${meant}.`, edits: [Edit.replace(field, meant)] }),
  });
}

/** What people wrote; nothing for a list or a map, which is no value at all. */
function scalarText(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** Whether two values differ only in case and hyphens. */
function sameLetters(a: string, b: string): boolean {
  return a.replaceAll('-', '').toLowerCase() === b.toLowerCase();
}
