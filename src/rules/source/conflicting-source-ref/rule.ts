import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { isMap } from '../../../primitives/is-map';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ofKindWithTemplates } from '../../../verification/templates';

/**
 * What a reference may say, the field that wins first. A digest and a commit are left out: people write the tag or the branch beside them
 * for those who read it, and Flux looks for a commit in the branch.
 */
const REFERENCES: readonly (readonly [string, string, readonly string[]])[] = [
  [Kind.GIT_REPOSITORY, 'commit', ['name', 'semver', 'tag', 'branch']],
  [Kind.OCI_REPOSITORY, 'digest', ['semver', 'tag']],
];

/** A source names several versions, and Flux takes one of them. */
export class ConflictingSourceRef implements IRule {
  public readonly meta: RuleMeta = {
    id: 'conflicting-source-ref',
    severity: Severity.WARNING,
    summary: 'A source names several references, of which only one acts.',
    why:
      'Flux takes the first that there is, and no notice of the others: for Git commit, name, semver, tag, branch, in this order, for OCI ' +
      'digest, semver, tag. Who changes one of the others changes nothing, and nobody is told.',
    fix: 'Keep the one that is meant.',
    references: [
      'https://fluxcd.io/flux/components/source/gitrepositories/#reference',
      'https://fluxcd.io/flux/components/source/ocirepositories/#reference',
    ],
    kinds: [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return REFERENCES.flatMap(([kind, exact, fields]) =>
      ofKindWithTemplates(manifests, kind).flatMap((source) => (hasOne(source) ? NOTHING : conflictOf(source, exact, fields))),
    );
  }
}

const NOTHING: readonly Finding[] = [];

/** Most references have one field. */
function hasOne({ object: { spec } }: Manifest): boolean {
  return !isMap(spec) || !isMap(spec.ref) || Object.keys(spec.ref).length < 2;
}

function conflictOf(source: Manifest, exact: string, fields: readonly string[]): Finding[] {
  const ref = source.at('spec', 'ref');
  const [first, ...ignored] = fields.map((key) => ref.at(key)).filter((field) => !field.isEmpty());
  if (ignored.length === 0 || !ref.at(exact).isEmpty()) return [];
  const names = ignored.map(({ key }) => key).join(' and ');
  return [new Finding(ignored[0], `${source} has ${first.key} and ${names}, and Flux takes ${first.key}`)];
}
