import { groupOf } from '../../../manifests/object-id';
import { Field, Manifest } from '../../../manifests/manifest';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { FIELDS_OF_BOTH, FIELDS_OF_FILE, FIELDS_OF_FLUX } from '../confused-fields';
import { isKustomizationFile } from '../kustomization-files';

const FLUX = 'kustomize.toolkit.fluxcd.io';
const KUSTOMIZE = 'kustomize.config.k8s.io';

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
    files: true,
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
  if (group === KUSTOMIZE || (isInKustomizationFile && document.apiVersion === '')) return judgeFile(document, isInKustomizationFile);
  if (document.kind === 'Kustomization' && group.endsWith('.fluxcd.io')) {
    return new Finding(document.at('apiVersion'), `${document} is of ${FLUX}, and not of ${group}`, { fix: `Write ${FLUX}/v1.` });
  }
  return undefined;
}

function judgeObject(document: Manifest, isInKustomizationFile: boolean): Finding | undefined {
  if (isInKustomizationFile) {
    return new Finding(document.at('apiVersion'), `${nameOf(document)} of Flux stands in a file that kustomize takes for its own`, {
      fix: 'Rename the file, e.g. to apps.yaml.',
    });
  }
  const field = firstOf(document.root, [...FIELDS_OF_FILE, ...FIELDS_OF_BOTH]) ?? firstOf(document.at('spec'), FIELDS_OF_FILE);
  return field && new Finding(field, `${nameOf(document)} of Flux has the field ${field.path}, which belongs into a kustomization file`);
}

function judgeFile(document: Manifest, isInKustomizationFile: boolean): Finding | undefined {
  if (!isOneOf(document, 'Kustomization', 'Component')) return ofOtherKind(document);
  const field = firstOf(document.root, FIELDS_OF_FLUX);
  if (field && !isInKustomizationFile) {
    return new Finding(document.at('apiVersion'), `${nameOf(document)} has the apiVersion of a kustomization file, and fields of Flux`, {
      fix: `Write ${FLUX}/v1.`,
    });
  }
  return field && new Finding(field, `The kustomization file has the field ${field.path}, which belongs into a Kustomization of ${FLUX}`);
}

/** A document without a kind is not taken for another one. */
function isOneOf({ kind }: Manifest, ...kinds: string[]): boolean {
  return kind === '' || kinds.includes(kind);
}

function nameOf(document: Manifest): string {
  return document.name === '' ? 'A Kustomization' : document.toString();
}

function ofOtherKind(document: Manifest): Finding {
  const kind = document.at('kind');
  if (document.kind.toLowerCase() === 'kustomization') {
    return new Finding(kind, `the kind ${document.kind} is written Kustomization`, { edits: [Edit.replace(kind, 'Kustomization')] });
  }
  return new Finding(
    document.at('apiVersion'),
    `${document.name === '' ? `A ${document.kind}` : document} has an apiVersion that knows only the kind Kustomization`,
    {
      fix: `Write the apiVersion of ${document.kind}.`,
    },
  );
}

function firstOf(parent: Field, keys: readonly string[]): Field | undefined {
  return keys.map((key) => parent.at(key)).find(({ exists }) => exists);
}
