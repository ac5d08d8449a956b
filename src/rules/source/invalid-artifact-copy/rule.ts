import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** source-watcher refuses what an ArtifactGenerator asks for, and does not try again. */
export class InvalidArtifactCopy implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-artifact-copy',
    severity: Severity.ERROR,
    summary: 'An ArtifactGenerator names a source twice or not at all, makes an artifact twice, or copies out of the artifact.',
    why:
      'source-watcher checks an ArtifactGenerator before it copies anything. An alias that no source has, a second source with the same ' +
      'alias, a second artifact with the same name and a target outside of @artifact/ are final: it makes no artifact until they change.',
    fix: 'Give each source its own alias and each artifact its own name, and copy from @alias/ to @artifact/.',
    references: ['https://fluxcd.io/flux/components/source/artifactgenerators/'],
    kinds: [Kind.ARTIFACT_GENERATOR],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return [...artifactFindings(manifests)];
  }
}

/** What is wrong with the generators of a cluster, worked out once. */
export function artifactFindings(manifests: ManifestSet): readonly Finding[] {
  return manifests._once(judgeGenerators);
}

function judgeGenerators(manifests: ManifestSet): Finding[] {
  return manifests.ofKind(Kind.ARTIFACT_GENERATOR).flatMap((generator) => {
    const spec = generator.at('spec');
    return [
      ...repeated(generator, spec.at('sources'), 'alias', 'two sources with the alias'),
      ...repeated(generator, spec.at('artifacts'), 'name', 'two artifacts with the name'),
      ...unknownAliases(generator),
      ...outsideOfArtifact(generator),
    ];
  });
}

function repeated(generator: Manifest, list: Field, key: string, problem: string): Finding[] {
  const seen = new Set<string>();
  return list.items().flatMap((item) => {
    const name = knownText(item.at(key));
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    return [new Finding(item.at(key), `${generator} has ${problem} ${name}`)];
  });
}

function unknownAliases(generator: Manifest): Finding[] {
  const spec = generator.at('spec');
  const aliases = spec
    .at('sources')
    .items()
    .map((source) => source.at('alias').text() ?? '');
  const uses = spec
    .at('artifacts')
    .items()
    .flatMap((artifact) => [artifact.at('revision'), artifact.at('originRevision'), ...copiesOf(artifact).map((copy) => copy.at('from'))]);
  return [spec.at('pathPattern'), ...uses].flatMap((field) => {
    const [, alias] = /^@([^/]+)/.exec(knownText(field) ?? '') ?? [];
    if (alias === undefined || aliases.includes(alias)) return [];
    return [new Finding(field, `${generator} has no source with the alias ${alias}`, { fix: `Write one of ${aliases.join(', ')}.` })];
  });
}

function outsideOfArtifact(generator: Manifest): Finding[] {
  const copies = generator.at('spec', 'artifacts').items().flatMap(copiesOf);
  return copies.flatMap((copy) => {
    const to = copy.at('to');
    const path = knownText(to);
    if (path === undefined || (path.startsWith('@artifact/') && !path.split('/').includes('..'))) return [];
    return [new Finding(to, `${generator} copies to ${path}, which is not below @artifact/`)];
  });
}

function copiesOf(artifact: Field): Field[] {
  return artifact.at('copy').items();
}
