import { IRule } from '../../verification/rule';
import { AmbiguousYaml } from './ambiguous-yaml/rule';
import { CrdValidationRuleViolated } from './crd-validation-rule-violated/rule';
import { DeprecatedApiVersion } from './deprecated-api-version/rule';
import { DeprecatedOrInertField } from './deprecated-or-inert-field/rule';
import { FieldNewerThanCluster } from './field-newer-than-cluster/rule';
import { FluxV1Object } from './flux-v1-object/rule';
import { InvalidDuration } from './invalid-duration/rule';
import { InvalidMetadata } from './invalid-metadata/rule';
import { RemovedField } from './removed-field/rule';
import { SchemaViolation } from './schema-violation/rule';
import { ThirdPartyApiNotServed } from './third-party-api-not-served/rule';
import { UnservedApiVersion } from './unserved-api-version/rule';

/** Rules about versions and shapes of objects. They apply to every kind. */
export const API_RULES: readonly IRule[] = [
  new AmbiguousYaml(),
  new CrdValidationRuleViolated(),
  new DeprecatedApiVersion(),
  new DeprecatedOrInertField(),
  new FieldNewerThanCluster(),
  new FluxV1Object(),
  new InvalidDuration(),
  new InvalidMetadata(),
  new RemovedField(),
  new SchemaViolation(),
  new ThirdPartyApiNotServed(),
  new UnservedApiVersion(),
];
