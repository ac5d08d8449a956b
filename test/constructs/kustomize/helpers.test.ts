import { App, Chart } from 'cdk8s';
import { ApplyBehavior, ConfigMap, Decryption, HealthCheckExpr, Namespace, SsaPolicy } from '../../../src';
import { celProblem } from '../../../src/verification/cel/check';
import { errorOf, testChart } from '../../support/synth';

describe('Decryption', () => {
  test('takes keys from a Secret', () => {
    expect(Decryption.sops('sops-age')).toEqual({ provider: 'sops', secretRef: { name: 'sops-age' } });
  });

  test('takes the rights of an account, or those of the controller', () => {
    expect(Decryption.workloadIdentity('sops')).toEqual({ provider: 'sops', serviceAccountName: 'sops' });
    expect(Decryption.workloadIdentity()).toEqual({ provider: 'sops' });
  });

  test('refuses a name that no Secret can have', () => {
    expect(errorOf(() => Decryption.sops('SOPS'))).toBe(
      [
        "Decryption.sops(): secretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got \"SOPS\".",
        "  fix: secretName: 'sops'",
      ].join('\n'),
    );
  });
});

describe('HealthCheckExpr', () => {
  test('of a condition is in progress without it, failed when it is False and current when it is True', () => {
    const expression = HealthCheckExpr.condition('cert-manager.io/v1', 'ClusterIssuer');

    expect(expression).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      inProgress: "!has(status.conditions) || !status.conditions.exists(e, e.type == 'Ready')",
      failed: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')",
      current: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
    });
    for (const key of ['inProgress', 'failed', 'current'] as const) expect(celProblem(expression[key]!)).toBeUndefined();
  });

  test('refuses a type of condition that would end the expression', () => {
    expect(errorOf(() => HealthCheckExpr.condition('a.io/v1', 'B', "x'"))).toBe(
      [
        'HealthCheckExpr.condition(): type must be the type of a condition: letters, digits and . / _ -, got "x\'".',
        "  fix: HealthCheckExpr.condition('cert-manager.io/v1', 'ClusterIssuer', 'Ready')",
      ].join('\n'),
    );
  });
});

describe('ApplyBehavior', () => {
  const annotationsOf = (act: (behavior: ApplyBehavior) => unknown): unknown => {
    const chart = testChart();
    const map = new ConfigMap(chart, 'settings', { data: {}, annotations: { note: 'kept' } });
    act(ApplyBehavior.of(map));
    const { note, ...others } = chart.toJson()[0].metadata.annotations;
    expect(note).toBe('kept');
    return others;
  };

  test.each([
    ['disablePrune', 'prune', 'disabled'],
    ['disableReconcile', 'reconcile', 'disabled'],
    ['disableSubstitution', 'substitute', 'disabled'],
    ['disableDecryption', 'decrypt', 'disabled'],
    ['force', 'force', 'enabled'],
  ] as const)('%s() writes %s: %s', (method, key, value) => {
    expect(annotationsOf((behavior) => behavior[method]())).toEqual({ [`kustomize.toolkit.fluxcd.io/${key}`]: value });
  });

  test.each(Object.values(SsaPolicy))('ssa(%s) writes the policy', (policy) => {
    expect(annotationsOf((behavior) => behavior.ssa(policy))).toEqual({ 'kustomize.toolkit.fluxcd.io/ssa': policy });
  });

  test('several behaviours are written together, to every object of the construct', () => {
    const chart = testChart();
    new ConfigMap(chart, 'a', { data: {} });
    new Namespace(chart, 'b');
    ApplyBehavior.of(chart).disablePrune().disableSubstitution();

    expect(chart.toJson().map(({ metadata }) => metadata.annotations)).toEqual(
      Array(2).fill({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled', 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }),
    );
  });

  test('a construct without objects is refused: nothing would be annotated', () => {
    expect(errorOf(() => ApplyBehavior.of(new Chart(new App(), 'empty')))).toBe(
      [
        'ApplyBehavior.of(): construct must be one that holds objects already, got "empty".',
        '  fix: call it after the objects are defined',
      ].join('\n'),
    );
  });
});
