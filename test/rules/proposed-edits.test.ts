import { ImplicitLastFailureRemediation } from '../../src/rules/helm/implicit-last-failure-remediation/rule';
import { InvalidSourceAddress } from '../../src/rules/source/invalid-source-address/rule';
import { IRule } from '../../src/verification/rule';
import { contextsOf } from '../support/rule-fixture';

/** What a rule proposes for an object, as `action field: value`. */
function proposed(rule: IRule, object: string): string[] {
  const [context] = contextsOf(object);
  return rule
    .check(context)
    .flatMap(({ edits }) => edits)
    .map(({ action, field, key, value }) => `${action} ${[field.path, key].filter(Boolean).join('.')}: ${JSON.stringify(value)}`);
}

function source(kind: string, spec: string): string {
  const group = kind === 'FluxInstance' ? 'fluxcd.controlplane.io' : `${kind === 'ImageRepository' ? 'image' : 'source'}.toolkit.fluxcd.io`;
  return `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: app, namespace: apps }\nspec: ${spec}\n`;
}

describe('what is certain about a wrong address is proposed', () => {
  test.each([
    ['GitRepository', '{ url: "git@github.com:org/app.git" }', ['replace spec.url: "ssh://git@github.com/org/app.git"']],
    ['GitRepository', '{ url: "github.com:org/app.git" }', ['replace spec.url: "ssh://github.com/org/app.git"']],
    ['GitRepository', '{ url: "ssh://git@github.com:org/app" }', ['replace spec.url: "ssh://git@github.com/org/app"']],
    ['OCIRepository', '{ url: "ghcr.io/org/app", ref: { tag: a } }', ['replace spec.url: "oci://ghcr.io/org/app"']],
    [
      'OCIRepository',
      '{ url: "oci://ghcr.io/org/app:1.0.0" }',
      ['replace spec.url: "oci://ghcr.io/org/app"', 'add spec.ref: {"tag":"1.0.0"}'],
    ],
    ['OCIRepository', '{ url: "oci://ghcr.io/org/app:1.0.0", ref: { tag: a } }', ['replace spec.url: "oci://ghcr.io/org/app"']],
    ['OCIRepository', '{ url: "oci://ghcr.io/org/app@sha256:00" }', ['replace spec.url: "oci://ghcr.io/org/app"']],
    [
      'FluxInstance',
      '{ sync: { kind: OCIRepository, url: "oci://ghcr.io/org/app:1" } }',
      ['replace spec.sync.url: "oci://ghcr.io/org/app"'],
    ],
    ['ImageRepository', '{ image: "https://ghcr.io/org/app:1.0.0" }', ['replace spec.image: "ghcr.io/org/app"']],
    ['ImageRepository', '{ image: "nginx:1.29" }', ['replace spec.image: "nginx"']],
  ])('%s %s', (kind, spec, edits) => {
    expect(proposed(new InvalidSourceAddress(), source(kind, spec))).toEqual(edits);
  });
});

describe('what depends on what somebody meant is not proposed', () => {
  test.each([
    ['GitRepository', '{ url: github.com/org/app }'],
    ['GitRepository', '{ url: "git://github.com/org/app" }'],
    ['OCIRepository', '{ url: "https://ghcr.io/org/app" }'],
    ['HelmRepository', '{ url: "oci://ghcr.io/org/charts" }'],
  ])('%s %s', (kind, spec) => {
    expect(proposed(new InvalidSourceAddress(), source(kind, spec))).toEqual([]);
  });
});

describe('what happens after the last failed upgrade is written as it is', () => {
  test.each([
    ['{ retries: 3 }', ['add spec.upgrade.remediation.remediateLastFailure: true']],
    // The key is there, and a second one would be refused.
    ['{ retries: 3, remediateLastFailure: null }', []],
  ])('%s', (remediation, edits) => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: app }\nspec: { upgrade: { remediation: ${remediation} } }\n`;
    expect(proposed(new ImplicitLastFailureRemediation(), release)).toEqual(edits);
  });
});
