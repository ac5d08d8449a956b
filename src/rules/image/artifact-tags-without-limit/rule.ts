import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ResourceSet, resourceSetsIn, templatesOf } from '../../operator/resource-sets';
import { inputsIn, isOfProvider, objectsOf } from '../../operator/template-names';

/** A provider that is meant to give the latest tag gives all of them. */
export class ArtifactTagsWithoutLimit implements IRule {
  public readonly meta: RuleMeta = {
    id: 'artifact-tags-without-limit',
    severity: Severity.ERROR,
    summary: 'A provider of artifact tags gives up to 100 input sets where one is meant.',
    why:
      'filter.limit is 100 unless it is set, and each tag is an input set of its own. Objects whose name does not have the tag in it ' +
      'come out 100 times under one name; the operator keeps the first and drops the others. Where the name has it, there are 100 objects.',
    fix: 'Set spec.filter.limit of the provider to 1.',
    references: ['https://fluxoperator.dev/docs/crd/resourcesetinputprovider/#filter'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const found = new Map<Manifest, Finding>();
    for (const resourceSet of resourceSetsIn(manifests)) {
      for (const provider of resourceSet.providers) {
        const finding = found.has(provider) ? undefined : findingOf(resourceSet, provider);
        if (finding) found.set(provider, finding);
      }
    }
    return [...found.values()];
  }
}

function findingOf(resourceSet: ResourceSet, provider: Manifest): Finding | undefined {
  const filter = provider.at('spec', 'filter');
  const limit = filter.at('limit');
  if (!provider.at('spec', 'type').text()?.endsWith('ArtifactTag') || limit.value === 1) return undefined;

  const varies = (text: string): boolean => inputsIn(text).some((names) => isOfProvider(resourceSet, provider, names));
  const filled = templatesOf(resourceSet.manifest)
    .flatMap(objectsOf)
    .filter(({ body }) => varies(body));
  const count = typeof limit.value === 'number' ? limit.value : 100;
  const where = limit.exists ? limit : filter;
  if (filled.some(({ name }) => !varies(name))) {
    const message = `${provider} gives up to ${count} input sets, of which ${resourceSet.manifest} keeps only the first`;
    return new Finding(where, message, { edits: editsOf(filter, limit) });
  }
  if (filled.length === 0 || limit.exists) return undefined;
  const message = `${resourceSet.manifest} applies its objects once for each of up to ${count} tags of ${provider}`;
  return new Finding(where, message, { severity: Severity.WARNING, fix: 'Set spec.filter.limit to the number that is meant.' });
}

function editsOf(filter: Field, limit: Field): Edit[] {
  if (limit.exists) return [Edit.replace(limit, 1)];
  return filter.exists ? [Edit.add(filter, 'limit', 1)] : [];
}
