import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { markersOf } from '../marker';

/** A comment is meant as a marker, and Flux takes it for any other comment. */
export class InvalidMarker implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-marker',
    severity: Severity.ERROR,
    summary: 'A comment that is meant as an image marker is none to Flux.',
    why:
      'A marker is a JSON object, with double quotes and nothing behind it, in a comment on the line of one value. Flux takes everything ' +
      'else for a comment like any other and says nothing, so the image is never updated.',
    fix: 'Write # {"$imagepolicy": "<namespace>:<name>"} behind the value, with :tag, :name or :digest where only a part is written.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-update-for-custom-resources'],
  };

  public check({ files }: RuleContext): Finding[] {
    return files.flatMap((file) =>
      markersOf(file).flatMap(({ field, problem }) =>
        problem === undefined ? [] : [new Finding(field, `the marker ${field.path ? `at ${field.path} ` : ''}${problem}`)],
      ),
    );
  }
}
