import { Kind } from '../../../src/manifests/kind';
import { Manifest } from '../../../src/manifests/manifest';
import { revisionOf } from './describe-flux';

/** Which revision a source follows. That of a FluxInstance says it there: a tag of an artifact, a full reference of Git. */
export function sourceRevision(source: Manifest): string {
  const own = revisionOf(source.at('spec', 'ref')) || (source.at('spec', 'version').text() ?? '');
  const instance = source.generatedBy?.id.qualifiedKind === Kind.FLUX_INSTANCE ? source.generatedBy : undefined;
  const ref = instance?.at('spec', 'sync', 'ref').text();
  if (own !== '' || ref === undefined || source.kind === 'Bucket') return own;
  return `${source.kind === 'OCIRepository' ? 'tag' : 'name'} ${ref}`;
}
