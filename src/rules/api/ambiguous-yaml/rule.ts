import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ISourceFile } from '../../../manifests/source-file';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { objectProblemsIn } from '../object-problems';
import { isNoText } from '../reported-elsewhere';

const WITH_DATA = [Kind.CONFIG_MAP, Kind.SECRET];
const WORKLOADS = [Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET, Kind.JOB];

/** YAML says something else than its author meant. */
export class AmbiguousYaml implements IRule {
  public readonly meta: RuleMeta = {
    id: 'ambiguous-yaml',
    severity: Severity.ERROR,
    summary: 'YAML has a key twice, or a value without quotes that is read as a boolean or a number where a text has to be.',
    why:
      'Kubernetes reads YAML with the rules of version 1.1: yes, no, on and off are booleans and 0644 is 420. Labels, annotations, ' +
      'environment variables and the data of ConfigMaps take texts only, so the API server refuses the object. Of two equal keys one is ' +
      'lost, or the build of the whole directory fails.',
    fix: 'Put the value in quotes, or remove one of the two keys.',
    references: ['https://yaml.org/type/bool.html', 'https://kubernetes.io/docs/concepts/configuration/configmap/'],
  };

  public check({ manifests, files }: RuleContext): Finding[] {
    const texts: Field[] = [];
    for (const manifest of manifests.manifests) if (hasScalarInMetadata(manifest)) texts.push(...metadataTexts(manifest));
    for (const kind of WITH_DATA) for (const one of manifests.ofKind(kind)) if (hasScalarInData(one)) texts.push(...dataTexts(one));
    for (const kind of WORKLOADS) for (const workload of manifests.ofKind(kind)) texts.push(...environmentTexts(workload));
    const refused = objectProblemsIn(manifests).filter(isNoText);
    return [
      ...files.flatMap(duplicateKeys),
      ...texts.filter(isScalar).map(notText),
      ...refused.map(({ manifest, problem }) => notText(manifest.root._in(problem.path))),
    ].filter(({ field }) => !isFromVariable(field));
  }
}

function duplicateKeys({ path, problems }: ISourceFile): Finding[] {
  return problems
    .filter(({ kind }) => kind === 'duplicate-key')
    .map(({ message, place }) => {
      const file = new Manifest(undefined, { origin: { place: () => place } });
      return new Finding(file.root, `${path}: ${message}`, { fix: 'Remove one of the two keys.' });
    });
}

/** Hardly any object has one, so that no field is made before one is found. */
function hasScalarInMetadata({ object: { metadata } }: Manifest): boolean {
  return hasScalar(metadata?.labels) || hasScalar(metadata?.annotations);
}

function hasScalarInData({ object: { data, stringData } }: Manifest): boolean {
  return hasScalar(data) || hasScalar(stringData);
}

function hasScalar(map: unknown): boolean {
  for (const key in map as Record<string, unknown>) {
    const type = typeof (map as Record<string, unknown>)[key];
    if (type === 'boolean' || type === 'number') return true;
  }
  return false;
}

function metadataTexts(manifest: Manifest): Field[] {
  return [...manifest.at('metadata', 'labels').entries(), ...manifest.at('metadata', 'annotations').entries()];
}

function dataTexts(manifest: Manifest): Field[] {
  return [...manifest.at('data').entries(), ...manifest.at('stringData').entries()];
}

function environmentTexts(manifest: Manifest): Field[] {
  const pod = manifest.at('spec', 'template', 'spec');
  return ['initContainers', 'containers']
    .flatMap((list) => pod.at(list).items())
    .flatMap((container) => container.at('env').items())
    .map((variable) => variable.at('value'));
}

function isScalar({ value }: Pick<Field, 'value'>): boolean {
  return typeof value === 'boolean' || typeof value === 'number';
}

/** What a variable makes of a text has a rule of its own. */
function isFromVariable({ manifest, _steps }: Field): boolean {
  if (manifest._unsubstituted === manifest.object) return false;
  const { value } = Field._of(manifest, [], manifest._unsubstituted)._in(_steps);
  return typeof value === 'string' && value.includes('${');
}

/** The value of a Secret is nobody's business, so none is printed. */
function notText(field: Field): Finding {
  return new Finding(field, `${field.manifest}: ${field.path} is read as a ${typeof field.value} and has to be a text`);
}
