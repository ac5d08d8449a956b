import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { readRe2 } from '../../../primitives/re2-pattern';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { fieldWhere, ResourceSet, resourceSetsIn, templatesOf } from '../../operator/resource-sets';
import { inputsIn } from '../../operator/template-names';

/** Tags that are moved from build to build. */
const MOVING = ['latest', 'main', 'stable'];

/** A template names a tag that somebody moves, and nothing changes when it is moved. */
export class TemplateTagWithoutDigest implements IRule {
  public readonly meta: RuleMeta = {
    id: 'template-tag-without-digest',
    severity: Severity.WARNING,
    summary: 'A ResourceSet uses the tag of an artifact without its digest, and the filter takes tags that are moved.',
    why:
      'Without semver the provider gives the last tag in the alphabet, which may be latest or main. When such a tag is moved, the input stays ' +
      'the same text: nothing is applied, and nodes run different images under one name.',
    fix: 'Use << inputs.tag >>@<< inputs.digest >>, or let the filter take versions only.',
    references: ['https://fluxoperator.dev/docs/crd/resourcesetinputprovider/#exported-inputs'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return resourceSetsIn(manifests).flatMap((set) => (!set.isPermuted && set.providers.some(takesMovingTags) ? findingsOf(set) : []));
  }
}

function takesMovingTags(provider: Manifest): boolean {
  const filter = provider.at('spec', 'filter');
  if (!provider.at('spec', 'type').text()?.endsWith('ArtifactTag') || filter.at('semver').text()) return false;
  const [include, exclude] = ['includeTag', 'excludeTag'].map((key) => filter.at(key).text());
  const [taken, dropped] = [include, exclude].map((pattern) => (pattern === undefined ? undefined : readRe2(pattern).regex));
  // A pattern that nobody can try here may take anything, or nothing.
  if ((include !== undefined && !taken) || (exclude !== undefined && !dropped)) return false;
  return MOVING.some((tag) => (taken?.test(tag) ?? true) && dropped?.test(tag) !== true);
}

function findingsOf({ manifest }: ResourceSet): Finding[] {
  const templates = templatesOf(manifest);
  const uses = (text: string, input: string): boolean => inputsIn(text).some(([name]) => name === input);
  const isWhole = ({ field }: (typeof templates)[number]): boolean => {
    const body = JSON.stringify(field.value);
    return !uses(body, 'tag') || uses(body, 'digest');
  };
  return templates
    .filter((template) => !isWhole(template))
    .map(({ field }) => {
      const where = fieldWhere(field, (text) => uses(text, 'tag'));
      return new Finding(where, `${manifest} uses a tag that may be moved, without its digest`);
    });
}
