import { Yaml } from 'cdk8s';
import { KustomizationSpecPatches } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { toJson_OciRepositorySpecVerify } from '../../../imports/source.toolkit.fluxcd.io';
import { FluxKind, ObjectKind } from '../../primitives/flux-kind';
import { OciRef } from '../source/oci-ref';
import { Verify, verifySpec } from '../source/verify';

/** `spec.sync.ref` of a FluxInstance knows only tags; a range or a digest is set on the source that it makes. */
export function refPatch(ref: OciRef): KustomizationSpecPatches[] {
  return ref.by === 'tag' ? [] : [sourcePatch(FluxKind.OCI_REPOSITORY, 'replace', '/spec/ref', { [ref.by]: ref.value })];
}

/** The operator knows no ranges in Git either. */
export function rangePatch(semver: string | undefined): KustomizationSpecPatches[] {
  return semver === undefined ? [] : [sourcePatch(FluxKind.GIT_REPOSITORY, 'replace', '/spec/ref', { semver })];
}

/** Whose signature the artifact must carry. */
export function verifyPatch(verify: Verify | undefined): KustomizationSpecPatches[] {
  if (!verify) return [];
  const { provider, ...signers } = toJson_OciRepositorySpecVerify(verifySpec(verify))!;
  return [sourcePatch(FluxKind.OCI_REPOSITORY, 'add', '/spec/verify', { provider, ...signers })];
}

/** Which directories are fetched. */
export function sparsePatch(directories: string[] | undefined): KustomizationSpecPatches[] {
  return directories ? [sourcePatch(FluxKind.GIT_REPOSITORY, 'add', '/spec/sparseCheckout', directories)] : [];
}

function sourcePatch({ kind }: ObjectKind, op: string, path: string, value: unknown): KustomizationSpecPatches {
  return { target: { kind }, patch: Yaml.stringify([{ op, path, value }]) };
}
