import { Manifest } from '../../manifests/manifest';

/** Whether `flux bootstrap` wrote an object. It would write it again, so nobody changes it. */
export function isWrittenByBootstrap(manifest: Manifest): boolean {
  return /(^|\/)gotk-sync\.ya?ml$/.test(manifest.root.place.file ?? '');
}
