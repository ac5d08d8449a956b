import { IRule } from '../../verification/rule';
import { CredentialInPlainText } from './credential-in-plain-text/rule';
import { InvalidOnepasswordItemPath } from './invalid-onepassword-item-path/rule';
import { MixedSecretStrategies } from './mixed-secret-strategies/rule';
import { MutableContainerImage } from './mutable-container-image/rule';
import { NamespaceWithoutNetworkPolicy } from './namespace-without-network-policy/rule';
import { PlaintextSecretGenerator } from './plaintext-secret-generator/rule';
import { PlaintextSecret } from './plaintext-secret/rule';
import { SecretStoreNotFound } from './secret-store-not-found/rule';
import { StaticCloudCredential } from './static-cloud-credential/rule';
import { WeakenedPodSecurity } from './weakened-pod-security/rule';

export const SECURITY_RULES: readonly IRule[] = [
  new CredentialInPlainText(),
  new InvalidOnepasswordItemPath(),
  new MixedSecretStrategies(),
  new MutableContainerImage(),
  new NamespaceWithoutNetworkPolicy(),
  new PlaintextSecretGenerator(),
  new PlaintextSecret(),
  new SecretStoreNotFound(),
  new StaticCloudCredential(),
  new WeakenedPodSecurity(),
];
