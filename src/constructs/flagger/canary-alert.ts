import { ApiObject } from 'cdk8s';
import { CanarySpecAnalysisAlerts, CanarySpecAnalysisAlertsSeverity as Severity } from '../../../imports/flagger.app';
import { FlaggerKind, ObjectKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { isImportedObject } from '../imported-object';
import { IAlertProvider } from './alert-provider';

/**
 * Whom Flagger tells about a canary, and what. A canary with alerts of its own does not tell those of Flagger's installation.
 *
 * @see https://docs.flagger.app/usage/alerting#canary-configuration
 */
export class CanaryAlert {
  /**
   * Only that a new version failed.
   *
   * @param provider the service that is told
   */
  public static errors(provider: IAlertProvider): CanaryAlert {
    return new CanaryAlert('CanaryAlert.errors()', provider, Severity.ERROR);
  }

  /**
   * That a new version failed, or waits for somebody to confirm it.
   *
   * @param provider the service that is told
   */
  public static warnings(provider: IAlertProvider): CanaryAlert {
    return new CanaryAlert('CanaryAlert.warnings()', provider, Severity.WARN);
  }

  /**
   * Everything: each new version, each step, and how it ends.
   *
   * @param provider the service that is told
   */
  public static info(provider: IAlertProvider): CanaryAlert {
    return new CanaryAlert('CanaryAlert.info()', provider, Severity.INFO);
  }

  private constructor(
    call: string,
    /** @internal */
    public readonly _provider: IAlertProvider,
    private readonly severity: Severity,
  ) {
    const { kind }: ObjectKind = isImportedObject(_provider) ? _provider._objectKind : ApiObject.of(_provider);
    if (kind === FlaggerKind.ALERT_PROVIDER.kind) return;
    throw new InputError(call, {
      prop: 'provider',
      got: `${kind} ${_provider.name}`,
      mustBe: 'an AlertProvider of Flagger, which reads no other kind',
      fix: "new AlertProvider(layer, 'slack', { type: flagger.AlertProviderSpecType.SLACK, secretName: 'slack' })",
    });
  }

  /** @internal */
  public get _spec(): CanarySpecAnalysisAlerts {
    const { name, namespace } = this._provider;
    return { name, severity: this.severity, providerRef: { name, namespace } };
  }
}
