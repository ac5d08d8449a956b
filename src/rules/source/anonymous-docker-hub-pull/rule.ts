import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Address, addressesIn, hostOf, registryOf, schemeOf } from '../address';

const DOCKER_HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** Docker Hub counts what a cluster fetches without an account. */
export class AnonymousDockerHubPull implements IRule {
  public readonly meta: RuleMeta = {
    id: 'anonymous-docker-hub-pull',
    severity: Severity.WARNING,
    summary: 'Something is fetched from Docker Hub without an account.',
    why:
      'Docker Hub limits what one address may fetch without an account, and counts all nodes behind one NAT together. Flux asks at every ' +
      'interval; when the limit is reached, the source fails with "too many requests" and nothing new is rolled out.',
    fix: 'Name a Secret of type kubernetes.io/dockerconfigjson in secretRef, or take the artifact from another registry.',
    references: [
      'https://docs.docker.com/docker-hub/usage/',
      'https://fluxcd.io/flux/components/source/ocirepositories/#secret-reference',
      'https://fluxcd.io/flux/components/image/imagerepositories/#secret-reference',
    ],
    kinds: [Kind.OCI_REPOSITORY, Kind.HELM_REPOSITORY, Kind.IMAGE_REPOSITORY, Kind.FLUX_INSTANCE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return addressesIn(manifests).flatMap((address) => {
      const { field, around, credentials } = address;
      // The account may have the credentials, as its imagePullSecrets.
      if (!isOnDockerHub(address) || credentials.exists || around.at('serviceAccountName').exists) return [];
      return [new Finding(field, `${field.manifest} is fetched from Docker Hub without an account`)];
    });
  }
}

function isOnDockerHub({ kind, url }: Address): boolean {
  if (kind === Kind.IMAGE_REPOSITORY) return DOCKER_HUB.includes(registryOf(url));
  return schemeOf(url) === 'oci' && DOCKER_HUB.includes(hostOf(url));
}
