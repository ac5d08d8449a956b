import { IRule } from '../../verification/rule';
import { ChartAndChartRef } from './chart-and-chart-ref/rule';
import { ChartVersionNotExact } from './chart-version-not-exact/rule';
import { DriftCorrectionFightsAutoscaler } from './drift-correction-fights-autoscaler/rule';
import { DriftDetectionOff } from './drift-detection-off/rule';
import { ImplicitLastFailureRemediation } from './implicit-last-failure-remediation/rule';
import { ImplicitReleaseName } from './implicit-release-name/rule';
import { ReleaseNameClash } from './release-name-clash/rule';
import { ReleaseOutsideOwnNamespace } from './release-outside-own-namespace/rule';
import { ReleaseStallsOnFirstFailure } from './release-stalls-on-first-failure/rule';
import { StorageNamespaceDiffers } from './storage-namespace-differs/rule';
import { UnlimitedRetries } from './unlimited-retries/rule';
import { UnpinnedChartVersion } from './unpinned-chart-version/rule';
import { ValueSetTwice } from './value-set-twice/rule';
import { ValuesSourceNotFound } from './values-source-not-found/rule';

export const HELM_RULES: readonly IRule[] = [
  new ChartAndChartRef(),
  new ReleaseStallsOnFirstFailure(),
  new ImplicitLastFailureRemediation(),
  new UnlimitedRetries(),
  new DriftDetectionOff(),
  new DriftCorrectionFightsAutoscaler(),
  new UnpinnedChartVersion(),
  new ChartVersionNotExact(),
  new ImplicitReleaseName(),
  new ReleaseNameClash(),
  new StorageNamespaceDiffers(),
  new ReleaseOutsideOwnNamespace(),
  new ValueSetTwice(),
  new ValuesSourceNotFound(),
];
