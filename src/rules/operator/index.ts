import { IRule } from '../../verification/rule';
import { ClusterSizeUnset } from './cluster-size-unset/rule';
import { CopySourceNotFound } from './copy-source-not-found/rule';
import { InconsistentSharding } from './inconsistent-sharding/rule';
import { InputProviderNotFound } from './input-provider-not-found/rule';
import { InvalidInputFilter } from './invalid-input-filter/rule';
import { InvalidPermutation } from './invalid-permutation/rule';
import { InvalidProviderSchedule } from './invalid-provider-schedule/rule';
import { InvalidTemplate } from './invalid-template/rule';
import { MisplacedFluxInstance } from './misplaced-flux-instance/rule';
import { MissingComponent } from './missing-component/rule';
import { ObjectInTwoSteps } from './object-in-two-steps/rule';
import { ObjectNameIgnoresInput } from './object-name-ignores-input/rule';
import { UnfilteredChangeRequests } from './unfiltered-change-requests/rule';
import { UnknownControllerFlag } from './unknown-controller-flag/rule';
import { UnknownTemplateInput } from './unknown-template-input/rule';
import { VariableInUnsubstitutedInputs } from './variable-in-unsubstituted-inputs/rule';
import { WrongTemplateDelimiters } from './wrong-template-delimiters/rule';

export const OPERATOR_RULES: readonly IRule[] = [
  new MisplacedFluxInstance(),
  new MissingComponent(),
  new UnknownControllerFlag(),
  new ClusterSizeUnset(),
  new InconsistentSharding(),
  new WrongTemplateDelimiters(),
  new InvalidTemplate(),
  new UnknownTemplateInput(),
  new ObjectNameIgnoresInput(),
  new ObjectInTwoSteps(),
  new InputProviderNotFound(),
  new InvalidInputFilter(),
  new InvalidPermutation(),
  new InvalidProviderSchedule(),
  new UnfilteredChangeRequests(),
  new CopySourceNotFound(),
  new VariableInUnsubstitutedInputs(),
];
