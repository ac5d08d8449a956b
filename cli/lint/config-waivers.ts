import { Manifest } from '../../src/manifests/manifest';
import { Waiver } from '../../src/verification/waivers';
import { BadInput } from '../bad-input';
import { doublestarMatcher } from '../repository/glob';
import { knownRule } from './known-rules';

type AtPlace = <T>(steps: readonly (string | number)[], work: () => T) => T;

/** What a configuration accepts. Each waiver names a file, an object, or both: a rule is turned off under `rules`. */
export function configWaivers(document: Manifest, atPlace: AtPlace, program: string): Waiver[] {
  return document
    .at('waivers')
    .items()
    .map((field, index) => {
      const { rule, file, object, reason } = field.value as Record<string, string | undefined>;
      return atPlace(['waivers', index], () => {
        knownRule(rule!, program);
        if (file === undefined && object === undefined) {
          throw new BadInput(`waivers[${index}] must name a file or an object\n  to turn the rule off everywhere: rules: { ${rule}: off }`);
        }
        const isFile = file === undefined ? () => true : pathMatcherOf(file);
        const covers = (manifest: Manifest) =>
          (object === undefined || isObject(manifest, object)) && isFile(manifest.root.place.file ?? '');
        return { rule: rule!, reason: reason!.trim(), at: field, covers };
      });
    });
}

/** `Kind namespace/name`; the kind may have its group, as for kubectl. */
function isObject(manifest: Manifest, text: string): boolean {
  const words = text.trim().split(/\s+/).join(' ');
  const { id } = manifest;
  return words === id.toString() || words === id.toString().replace(id.kind, id.qualifiedKind);
}

/** Whether a path is the one that is given, or below it, or matches the glob. */
export function pathMatcherOf(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const matches = doublestarMatcher(plain);
  if (!matches) throw new BadInput(`'${pattern}' is no pattern that can be read`);
  return (path) => matches(path) || path.startsWith(`${plain}/`);
}
