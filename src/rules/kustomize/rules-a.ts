import { IRule } from '../../verification/rule';
import { ForceRecreatesObjects } from './force-recreates-objects/rule';
import { HealthChecksIgnoredByWait } from './health-checks-ignored-by-wait/rule';
import { IneffectiveControlAnnotation } from './ineffective-control-annotation/rule';
import { KustomizationWithoutTimeout } from './kustomization-without-timeout/rule';
import { MissingRetryInterval } from './missing-retry-interval/rule';
import { PruneDisabled } from './prune-disabled/rule';

/** Rules about variables, and about single fields of a Kustomization. */
export const KUSTOMIZE_RULES_A: readonly IRule[] = [
  new ForceRecreatesObjects(),
  new HealthChecksIgnoredByWait(),
  new IneffectiveControlAnnotation(),
  new KustomizationWithoutTimeout(),
  new MissingRetryInterval(),
  new PruneDisabled(),
];
