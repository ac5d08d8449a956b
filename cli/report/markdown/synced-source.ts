import { Kind } from '../../../src/manifests/kind';
import { Field, Manifest } from '../../../src/manifests/manifest';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';
import { isMap } from '../../is-map';
import { revisionOf } from './describe-flux';

/** Which revision a source follows. That of a FluxInstance says it there: a tag of an artifact, a full reference of Git. */
export function sourceRevision(source: Manifest): string {
  const own = revisionOf(source.at('spec', 'ref')) || (source.at('spec', 'version').text() ?? '');
  const ref = instanceOf(source)?.at('spec', 'sync', 'ref').text();
  if (own !== '' || ref === undefined || source.kind === 'Bucket') return own;
  return `${source.kind === 'OCIRepository' ? 'tag' : 'name'} ${ref}`;
}

/** Whether a source is verified, by itself or by a patch of the FluxInstance that makes it. */
export function isVerified(source: Manifest): boolean {
  if (source.at('spec', 'verify').exists) return true;
  const patches = instanceOf(source)?.at('spec', 'kustomize', 'patches').items() ?? [];
  return patches.some((patch) => isFor(patch, source) && setsVerify(patch, source));
}

function instanceOf({ generatedBy }: Manifest): Manifest | undefined {
  return generatedBy?.id.qualifiedKind === Kind.FLUX_INSTANCE ? generatedBy : undefined;
}

function isFor(patch: Field, { kind, name }: Manifest): boolean {
  const target = patch.at('target');
  const matches = (key: string, text: string) => [undefined, '', text, '.*'].includes(target.at(key).text());
  return matches('kind', kind) && matches('name', name);
}

function setsVerify(patch: Field, { kind }: Manifest): boolean {
  return readYamlFile(patch.at('patch').text() ?? '', '').documents.some(({ value }) => {
    if (!Array.isArray(value)) return isMap(value) && value.kind === kind && isMap(value.spec) && isMap(value.spec.verify);
    return value.some((operation) => isMap(operation) && operation.op !== 'remove' && /^\/spec\/verify(\/|$)/.test(String(operation.path)));
  });
}
