import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { markersOf, validMarkers } from '../marker';
import { misfitOf } from '../marker-part';

/** A comment is meant as a marker, and Flux takes it for any other comment. */
export class InvalidMarker implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-marker',
    severity: Severity.ERROR,
    summary: 'A comment that is meant as an image marker is none to Flux, or lets Flux write what does not fit.',
    why:
      'A marker is a JSON object, with double quotes and nothing behind it, in a comment on the line of one value. Flux takes everything ' +
      'else for a comment like any other and says nothing, so the image is never updated. And what a marker asks for is written whatever ' +
      'stands there: a tag in the place of an image, an image in the place of a tag, the image of another policy.',
    fix: 'Write # {"$imagepolicy": "<namespace>:<name>"} behind the value, with :tag, :name or :digest where only a part is written.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-update-for-custom-resources'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { files } = context;
    const invalid = files.flatMap(markersOf).map(({ field, problem }) => ({ field, problem }));
    const unfit = validMarkers(files).map((marker) => ({ field: marker.field, problem: misfitOf(context, marker) }));
    return [...invalid, ...unfit].flatMap(({ field, problem }) =>
      problem === undefined ? [] : [new Finding(field, `the marker ${field.path ? `at ${field.path} ` : ''}${problem}`)],
    );
  }
}
