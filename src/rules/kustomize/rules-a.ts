import { IRule } from '../../verification/rule';
import { ConfusedKustomizationKinds } from './confused-kustomization-kinds/rule';
import { ForceRecreatesObjects } from './force-recreates-objects/rule';
import { ForeignExpressionSubstituted } from './foreign-expression-substituted/rule';
import { HealthChecksIgnoredByWait } from './health-checks-ignored-by-wait/rule';
import { ImageOverrideMatchesNothing } from './image-override-matches-nothing/rule';
import { IneffectiveControlAnnotation } from './ineffective-control-annotation/rule';
import { InertSubstitution } from './inert-substitution/rule';
import { InvalidVariableName } from './invalid-variable-name/rule';
import { KustomizationWithoutTimeout } from './kustomization-without-timeout/rule';
import { LiteralVariable } from './literal-variable/rule';
import { MissingRetryInterval } from './missing-retry-interval/rule';
import { MissingWatchLabel } from './missing-watch-label/rule';
import { OptionalSoleVariableSource } from './optional-sole-variable-source/rule';
import { PatchMatchesNothing } from './patch-matches-nothing/rule';
import { PruneDisabled } from './prune-disabled/rule';
import { RemoteBase } from './remote-base/rule';
import { SubstituteFromNotFound } from './substitute-from-not-found/rule';
import { SubstitutedValueChangesType } from './substituted-value-changes-type/rule';
import { UndefinedVariable } from './undefined-variable/rule';
import { UnusedVariable } from './unused-variable/rule';
import { VariableDefinedTwice } from './variable-defined-twice/rule';
import { VariableInSecretData } from './variable-in-secret-data/rule';

/** Rules about variables, and about single fields of a Kustomization. */
export const KUSTOMIZE_RULES_A: readonly IRule[] = [
  new ConfusedKustomizationKinds(),
  new ForceRecreatesObjects(),
  new ForeignExpressionSubstituted(),
  new HealthChecksIgnoredByWait(),
  new ImageOverrideMatchesNothing(),
  new IneffectiveControlAnnotation(),
  new InertSubstitution(),
  new InvalidVariableName(),
  new KustomizationWithoutTimeout(),
  new LiteralVariable(),
  new MissingRetryInterval(),
  new MissingWatchLabel(),
  new OptionalSoleVariableSource(),
  new PatchMatchesNothing(),
  new PruneDisabled(),
  new RemoteBase(),
  new SubstituteFromNotFound(),
  new SubstitutedValueChangesType(),
  new UndefinedVariable(),
  new UnusedVariable(),
  new VariableDefinedTwice(),
  new VariableInSecretData(),
];
