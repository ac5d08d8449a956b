import { groupOf } from '../../../manifests/object-id';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isKustomizationFile } from '../kustomization-files';

const FLUX = 'kustomize.toolkit.fluxcd.io';
const KUSTOMIZE = 'kustomize.config.k8s.io';

/** Fields that only the object of Flux has. In the file of kustomize they have no meaning at any level. */
const FIELDS_OF_FLUX = ['spec', 'interval', 'sourceRef', 'prune', 'postBuild', 'dependsOn', 'wait', 'healthChecks', 'targetNamespace'];

/** Fields that only the file of kustomize has. */
const FIELDS_OF_FILE = [
  'resources',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
  'commonLabels',
  'commonAnnotations',
  'replacements',
  'transformers',
  'generators',
  'helmCharts',
];

/** The object of Flux and the file of kustomize have the same kind, and are taken for each other. */
export class ConfusedKustomizationKinds implements IRule {
  public readonly meta: RuleMeta = {
    id: 'confused-kustomization-kinds',
    severity: Severity.ERROR,
    summary: 'A Kustomization of Flux and a kustomization file are mixed up.',
    why:
      'kustomize.toolkit.fluxcd.io is an object in the cluster that tells Flux what to apply; kustomize.config.k8s.io is a file that lists ' +
      'what to build. Each refuses the fields of the other, and kustomize reads whatever is called kustomization.yaml as its own file.',
    fix: 'Keep the object of Flux in a file of another name, e.g. apps.yaml, and only the list of files in kustomization.yaml.',
    references: ['https://fluxcd.io/flux/faq/#are-there-two-kustomization-types'],
  };

  public check({ files }: RuleContext): Finding[] {
    return files
      .filter(({ path, text }) => isKustomizationFile(path) || text.includes(FLUX) || text.includes(KUSTOMIZE))
      .flatMap(({ path, documents }) => documents.flatMap((document) => judge(document, isKustomizationFile(path)) ?? []));
  }
}

function judge(document: Manifest, isInKustomizationFile: boolean): Finding | undefined {
  const group = groupOf(document.apiVersion);
  if (group === FLUX) return isOneOf(document, 'Kustomization') ? judgeObject(document, isInKustomizationFile) : ofOtherKind(document);
  if (group === KUSTOMIZE || (isInKustomizationFile && document.apiVersion === '')) return judgeFile(document);
  if (document.kind === 'Kustomization' && group.endsWith('.fluxcd.io')) {
    return new Finding(document.at('apiVersion'), `${document} is of ${FLUX}, and not of ${group}`, { fix: `Write ${FLUX}/v1.` });
  }
  return undefined;
}

function judgeObject(document: Manifest, isInKustomizationFile: boolean): Finding | undefined {
  if (isInKustomizationFile) {
    return new Finding(document.at('apiVersion'), `${document} of Flux stands in a file that kustomize takes for its own`, {
      fix: 'Rename the file, e.g. to apps.yaml.',
    });
  }
  const field = firstOf(document.root, FIELDS_OF_FILE) ?? firstOf(document.at('spec'), FIELDS_OF_FILE);
  return field && new Finding(field, `${document} of Flux has the field ${field.path}, which belongs into a kustomization file`);
}

function judgeFile(document: Manifest): Finding | undefined {
  if (!isOneOf(document, 'Kustomization', 'Component')) return ofOtherKind(document);
  const field = firstOf(document.root, FIELDS_OF_FLUX);
  return field && new Finding(field, `The kustomization file has the field ${field.path}, which belongs into a Kustomization of ${FLUX}`);
}

/** A document without a kind is not taken for another one. */
function isOneOf({ kind }: Manifest, ...kinds: string[]): boolean {
  return kind === '' || kinds.includes(kind);
}

function ofOtherKind(document: Manifest): Finding {
  return new Finding(document.at('apiVersion'), `${document} has an apiVersion that knows only the kind Kustomization`, {
    fix: `Write the apiVersion of ${document.kind}.`,
  });
}

function firstOf(parent: Field, keys: readonly string[]): Field | undefined {
  return keys.map((key) => parent.at(key)).find(({ exists }) => exists);
}
