import { Duration } from 'cdk8s';
import { Auth, GitRef, GitRepository, HelmRepository, OciRef, OciRepository, Verify } from '../../src';
import { corrected, sourceOf, written } from './corrected';
import { manifest } from './support';

const minutes = Duration.minutes;
const hours = Duration.hours;
const main = GitRef.branch('main');

manifest('0:180', 'a branch of a Git repository', () => {
  const made = written(
    'flux-system',
    (chart) => new GitRepository(chart, 'my-app', { url: 'https://github.com/org/my-app.git', ref: main, interval: minutes(5) }),
  );

  expect(made).toEqual(
    sourceOf('GitRepository', 'my-app', 'flux-system', {
      interval: '5m',
      url: 'https://github.com/org/my-app.git',
      ref: { branch: 'main' },
    }),
  );
});

manifest('0:321', 'an artifact with manifests, with credentials', () => {
  const made = written('flux-system', (chart) => {
    return new OciRepository(chart, 'fleet-manifests', {
      url: 'oci://ghcr.io/my-org/fleet-manifests',
      ref: OciRef.tag('latest'),
      interval: minutes(5),
      auth: Auth.secret('registry-auth'),
    });
  });

  expect(made).toEqual(
    sourceOf('OCIRepository', 'fleet-manifests', 'flux-system', {
      interval: '5m',
      url: 'oci://ghcr.io/my-org/fleet-manifests',
      ref: { tag: 'latest' },
      secretRef: { name: 'registry-auth' },
    }),
  );
});

manifest('0:336', 'a Helm chart in an OCI registry', () => {
  const made = written('cert-manager', (chart) => {
    return new OciRepository(chart, 'cert-manager-chart', {
      url: 'oci://quay.io/jetstack/charts/cert-manager',
      ref: OciRef.semver('1.x'),
      interval: hours(1),
      helmChart: true,
    });
  });
  const spec = {
    interval: '1h',
    url: 'oci://quay.io/jetstack/charts/cert-manager',
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    ref: { semver: '1.x' },
  };

  expect(made).toEqual(sourceOf('OCIRepository', 'cert-manager-chart', 'cert-manager', spec));
});

manifest('1:120', 'a branch of a Git repository, with credentials', () => {
  const made = written('flux-system', (chart) => {
    const auth = Auth.secret('flux-system');
    return new GitRepository(chart, 'flux-system', { url: 'https://github.com/org/repo', ref: main, interval: minutes(1), auth });
  });
  const spec = { interval: '1m0s', ref: { branch: 'main' }, url: 'https://github.com/org/repo', secretRef: { name: 'flux-system' } };

  // The same duration, in fewer letters.
  expect(made).toEqual(sourceOf('GitRepository', 'flux-system', 'flux-system', corrected(spec, { interval: '1m' })));
});

manifest('1:133', 'one directory of a Git repository', () => {
  const ignore = '# Exclude all\n/*\n# Include specific paths\n!/apps/production/\n';
  const made = written('flux-system', (chart) => {
    return new GitRepository(chart, 'apps', { url: 'https://github.com/org/apps-repo', ref: main, interval: minutes(5), ignore });
  });
  const spec = { interval: '5m0s', ref: { branch: 'main' }, url: 'https://github.com/org/apps-repo', ignore };

  expect(made).toEqual(sourceOf('GitRepository', 'apps', 'flux-system', corrected(spec, { interval: '5m' })));
});

manifest('1:246', 'the repository of a tenant', () => {
  const made = written(
    'team-a',
    (chart) => new GitRepository(chart, 'team-a-repo', { url: 'https://github.com/org/team-a-repo', ref: main, interval: minutes(1) }),
  );
  const spec = { interval: '1m', url: 'https://github.com/org/team-a-repo', ref: { branch: 'main' } };

  expect(made).toEqual(sourceOf('GitRepository', 'team-a-repo', 'team-a', spec));
});

manifest('1:353', 'a repository of Helm charts', () => {
  const made = written(
    'flux-system',
    (chart) => new HelmRepository(chart, 'bitnami', { url: 'https://charts.bitnami.com/bitnami', interval: hours(1) }),
  );
  const spec = { interval: '1h0s', url: 'https://charts.bitnami.com/bitnami' };

  expect(made).toEqual(sourceOf('HelmRepository', 'bitnami', 'flux-system', corrected(spec, { interval: '1h' })));
});

manifest('1:362', 'a private repository of Helm charts', () => {
  const made = written('flux-system', (chart) => {
    return new HelmRepository(chart, 'private-charts', {
      url: 'https://charts.example.com',
      interval: hours(1),
      auth: Auth.secret('helm-charts-auth'),
    });
  });
  const spec = { interval: '1h0s', url: 'https://charts.example.com', secretRef: { name: 'helm-charts-auth' } };

  expect(made).toEqual(sourceOf('HelmRepository', 'private-charts', 'flux-system', corrected(spec, { interval: '1h' })));
});

manifest('1:1223', 'a Git repository without its documentation', () => {
  const ignore = '# Reduce clone size\n*.md\ndocs/\n';
  const made = written('flux-system', (chart) => {
    return new GitRepository(chart, 'flux-system', { url: 'https://github.com/org/repo', ref: main, interval: minutes(5), ignore });
  });
  const spec = { interval: '5m', ref: { branch: 'main' }, url: 'https://github.com/org/repo', ignore };

  expect(made).toEqual(sourceOf('GitRepository', 'flux-system', 'flux-system', spec));
});

manifest('1:1276', 'a signed chart, pinned by its digest', () => {
  // The document cuts the digest off.
  const digest = `sha256:a0d3${'0'.repeat(60)}`;
  const made = written('flux-system', (chart) => {
    return new OciRepository(chart, 'podinfo-chart', {
      url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      ref: OciRef.digest(digest),
      interval: hours(12),
      verify: Verify.key('cosign-pub'),
      helmChart: true,
    });
  });
  const spec = {
    interval: '12h',
    url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    ref: { digest: 'sha256:a0d3...' },
    verify: { provider: 'cosign', secretRef: { name: 'cosign-pub' } },
  };
  // Without it the artifact is unpacked, and its digest is not that of the chart.
  const layerSelector = { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' };

  expect(made).toEqual(sourceOf('OCIRepository', 'podinfo-chart', 'flux-system', corrected(spec, { ref: { digest }, layerSelector })));
});

manifest('2:82', 'a repository of Helm charts', () => {
  const made = written(
    'flux-system',
    (chart) => new HelmRepository(chart, 'jetstack', { url: 'https://charts.jetstack.io', interval: hours(1) }),
  );

  expect(made).toEqual(sourceOf('HelmRepository', 'jetstack', 'flux-system', { interval: '1h', url: 'https://charts.jetstack.io' }));
});

manifest('2:91', 'a chart in a private registry', () => {
  const made = written('flux-system', (chart) => {
    return new OciRepository(chart, 'my-chart', {
      url: 'oci://registry.example.com/path/to/chart',
      ref: OciRef.semver('1.x'),
      interval: minutes(5),
      auth: Auth.secret('registry-creds'),
      helmChart: true,
    });
  });
  const spec = {
    interval: '5m',
    url: 'oci://registry.example.com/path/to/chart',
    ref: { semver: '*' },
    secretRef: { name: 'registry-creds' },
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
  };

  // Any version means the next major one too, unasked.
  expect(made).toEqual(sourceOf('OCIRepository', 'my-chart', 'flux-system', corrected(spec, { ref: { semver: '1.x' } })));
});

manifest('3:117', 'one directory of a private Git repository', () => {
  const ignore = '# Exclude all\n/*\n# Include only deploy folder\n!/deploy\n';
  const made = written('flux-system', (chart) => {
    const auth = Auth.secret('git-credentials');
    return new GitRepository(chart, 'my-app', { url: 'https://github.com/org/my-app.git', ref: main, interval: minutes(1), auth, ignore });
  });

  expect(made).toEqual(
    sourceOf('GitRepository', 'my-app', 'flux-system', {
      interval: '1m',
      url: 'https://github.com/org/my-app.git',
      ref: { branch: 'main' },
      secretRef: { name: 'git-credentials' },
      ignore,
    }),
  );
});

manifest('3:147', 'a repository of Helm charts', () => {
  const made = written(
    'flux-system',
    (chart) => new HelmRepository(chart, 'bitnami', { url: 'https://charts.bitnami.com/bitnami', interval: hours(1) }),
  );

  expect(made).toEqual(sourceOf('HelmRepository', 'bitnami', 'flux-system', { interval: '1h', url: 'https://charts.bitnami.com/bitnami' }));
});

manifest('3:157', 'charts in an OCI registry', () => {
  const made = written('flux-system', (chart) => {
    return new OciRepository(chart, 'podinfo', {
      url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      ref: OciRef.semver('6.x'),
      interval: hours(1),
      helmChart: true,
    });
  });
  const spec = { interval: '1h', url: 'oci://ghcr.io/stefanprodan/charts', type: 'oci' };

  // v1beta2 is gone, and a HelmRepository of an OCI registry is in maintenance: a source of the one chart takes its place.
  expect(made).toEqual(
    sourceOf(
      'OCIRepository',
      'podinfo',
      'flux-system',
      corrected(spec, {
        type: undefined,
        url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
        ref: { semver: '6.x' },
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      }),
    ),
  );
});

manifest('3:166', 'an artifact with manifests, with credentials', () => {
  const made = written('flux-system', (chart) => {
    const auth = Auth.secret('oci-credentials');
    return new OciRepository(chart, 'manifests', {
      url: 'oci://ghcr.io/org/manifests',
      ref: OciRef.tag('latest'),
      interval: minutes(5),
      auth,
    });
  });

  // v1beta2 is gone; the fields are the same in v1.
  expect(made).toEqual(
    sourceOf('OCIRepository', 'manifests', 'flux-system', {
      interval: '5m',
      url: 'oci://ghcr.io/org/manifests',
      ref: { tag: 'latest' },
      secretRef: { name: 'oci-credentials' },
    }),
  );
});
