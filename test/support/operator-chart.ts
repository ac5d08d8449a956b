/** What the source of the operator's chart is in every fleet: the version is an input, the signature is checked. */
export const OPERATOR_CHART = {
  interval: '5m',
  url: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator',
  ref: { semver: '<< inputs.version | quote >>' },
  layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
  verify: {
    provider: 'cosign',
    matchOIDCIdentity: [
      {
        issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
        subject: '^https://github\\.com/controlplaneio-fluxcd/charts/\\.github/workflows/release\\.yml@refs/tags/v\\d+\\.\\d+\\.\\d+$',
      },
    ],
  },
};
