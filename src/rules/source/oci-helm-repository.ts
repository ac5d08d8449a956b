import { Manifest } from '../../manifests/manifest';

/** Whether a HelmRepository is a registry of OCI artifacts. */
export function isOciHelmRepository(repository: Manifest): boolean {
  return repository.at('spec', 'type').text() === 'oci' || repository.at('spec', 'url').text()?.startsWith('oci://') === true;
}
