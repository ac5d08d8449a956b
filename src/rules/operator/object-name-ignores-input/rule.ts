import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { renderingsWithDuplicates } from '../renderings';
import { ResourceSet, resourceSetsIn, TemplateField, templatesOf } from '../resource-sets';
import { inputsIn, isOfProvider, objectsOf } from '../template-names';

/** Inputs make different objects of one name, of which all but one are lost. */
export class ObjectNameIgnoresInput implements IRule {
  public readonly meta: RuleMeta = {
    id: 'object-name-ignores-input',
    severity: Severity.ERROR,
    summary: 'A template of a ResourceSet gives objects with different content the same name.',
    why:
      'Each set of inputs fills in the template. Of objects with one name the operator keeps the first and drops the others without a ' +
      'word. For what is the same for all sets this is what one wants; for what differs, all sets but the first get nothing.',
    fix: 'Put the input that differs into metadata.name or metadata.namespace.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#resource-deduplication'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return resourceSetsIn(manifests).flatMap((resourceSet) => [...findingsOf(resourceSet), ...ofRequests(resourceSet)]);
  }
}

/** Of what is open as a change request there may be several at any time, also where only a cluster knows them. */
function ofRequests(resourceSet: ResourceSet): Finding[] {
  const providers = resourceSet.providers.filter(isOfRequests);
  if (providers.length === 0) return [];
  const varies = (text: string): boolean =>
    inputsIn(text).some((names) => providers.some((provider) => isOfProvider(resourceSet, provider, names)));
  return templatesOf(resourceSet.manifest).flatMap((template) =>
    objectsOf(template)
      .filter(({ name, body }) => varies(body) && !varies(name))
      .map(({ name }) => finding(resourceSet, template, name, Severity.WARNING)),
  );
}

function isOfRequests(provider: Manifest): boolean {
  const isRequest = /(?:Pull|Merge)Request$/.test(provider.at('spec', 'type').text() ?? '');
  return isRequest && provider.at('spec', 'filter', 'limit').value !== 1;
}

function findingsOf(resourceSet: ResourceSet): Finding[] {
  const bodies = new Map<string, string>();
  const found = new Map<TemplateField, Finding>();
  for (const { template, identity, name, body } of renderingsWithDuplicates(resourceSet)) {
    const key = `${template.path.join('.')} ${identity}`;
    const first = bodies.get(key);
    if (first === undefined) bodies.set(key, body);
    else if (first !== body && !found.has(template)) found.set(template, finding(resourceSet, template, name));
  }
  return [...found.values()];
}

function finding({ manifest }: ResourceSet, { field }: TemplateField, name: string, severity?: Severity): Finding {
  const where = field.at('metadata', 'name').exists ? field.at('metadata', 'name') : field;
  return new Finding(where, `${manifest} makes several different objects ${name} and keeps only the first`, { severity });
}
