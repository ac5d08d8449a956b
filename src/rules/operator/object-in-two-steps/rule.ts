import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { groupOf } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isLeftOut, Rendering, renderingsWithDuplicates } from '../renderings';
import { ResourceSet, resourceSetsIn, templatesOf } from '../resource-sets';

/** Two steps apply one object. */
export class ObjectInTwoSteps implements IRule {
  public readonly meta: RuleMeta = {
    id: 'object-in-two-steps',
    severity: Severity.ERROR,
    summary: 'Two steps of a ResourceSet have the same object.',
    why: 'Steps are applied one after the other, and the operator refuses a ResourceSet in which an object belongs to two of them.',
    fix: 'Keep the object in the step that needs it first.',
    references: ['https://fluxoperator.dev/docs/crd/resourceset/#steps'],
    kinds: [Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return resourceSetsIn(manifests)
      .filter(({ manifest }) => manifest.at('spec', 'steps').items().length > 1)
      .flatMap(findingsOf);
  }
}

function findingsOf(resourceSet: ResourceSet): Finding[] {
  const found = new Map<string, Finding>();
  for (const objects of [asWritten(resourceSet), renderingsWithDuplicates(resourceSet)]) compare(resourceSet.manifest, objects, found);
  return [...found.values()];
}

type StepObject = Pick<Rendering, 'template' | 'identity' | 'name'>;

/** Adds what is in another step already, once for each template. */
function compare(manifest: Manifest, objects: readonly StepObject[], found: Map<string, Finding>): void {
  const steps = new Map<string, number | undefined>();
  for (const { template, identity, name } of objects) {
    const first = steps.has(identity) ? steps.get(identity) : template.step;
    steps.set(identity, first);
    const key = template.path.join('.');
    if (first === template.step || found.has(key)) continue;
    const message = `${manifest} has ${name} in the step ${stepName(manifest, template.step)} and in ${stepName(manifest, first)}`;
    found.set(key, new Finding(template.field, message));
  }
}

/** Objects with their templates in them: what is written alike becomes the same, whatever the inputs are. */
function asWritten({ manifest }: ResourceSet): StepObject[] {
  return templatesOf(manifest).flatMap((template) => {
    const { field } = template;
    const [kind, namespace, name] = [['kind'], ['metadata', 'namespace'], ['metadata', 'name']].map(
      (keys) => field.at(...keys).text() ?? '',
    );
    if (name === '' || isLeftOut(field.value)) return [];
    const group = groupOf(field.at('apiVersion').text() ?? '');
    return [{ template, identity: [group, kind, namespace, name].join('/'), name: `${kind} ${name}` }];
  });
}

function stepName(manifest: Manifest, step: number | undefined): string {
  return manifest.at('spec', 'steps').items()[step ?? -1]?.at('name').text() ?? '';
}
