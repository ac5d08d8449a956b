export { FluxObjectProps, INamedObject } from './flux-object';
export { IChartSource, ReleaseChart } from './helm/chart-source';
export { Auth, AuthFields, CloudProvider } from './source/auth';
export { OciRef } from './source/oci-ref';
export { IOciRepository, OciRepository, OciRepositoryProps } from './source/oci-repository';
export { IManifestSource, SourceReference } from './source/source-reference';
export { GithubActionsSigner, OidcIdentity, Verify } from './source/verify';
