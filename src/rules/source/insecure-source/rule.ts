import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { Address, addressesIn, KINDS_WITH_ADDRESS, schemeOf } from '../address';

/** What a cluster runs comes over a connection that anybody on the way can change. */
export class InsecureSource implements IRule {
  public readonly meta: RuleMeta = {
    id: 'insecure-source',
    severity: Severity.ERROR,
    summary: 'A source is fetched without TLS.',
    why:
      'Over plain HTTP nobody proves who answers, so whoever stands between the cluster and the server decides what Flux applies, ' +
      'with the rights of Flux. Credentials are readable on the way; Git refuses to send them at all.',
    fix: 'Serve the source over TLS, give a private authority in certSecretRef, and remove insecure.',
    references: [
      'https://fluxcd.io/flux/components/source/ocirepositories/#insecure',
      'https://fluxcd.io/flux/components/source/gitrepositories/#url',
    ],
    kinds: KINDS_WITH_ADDRESS,
  };

  public check({ manifests }: RuleContext): Finding[] {
    return addressesIn(manifests).flatMap((address) => {
      const { field, around } = address;
      if (around.value.insecure === true)
        return [new Finding(around.at('insecure'), `${field.manifest} is fetched without TLS, as insecure asks for`)];
      if (!isPlainHttp(address)) return [];
      return [new Finding(field, `${field.manifest} is fetched over http://, without TLS`)];
    });
  }
}

/** An image never has a scheme; one that has is reported as such. */
function isPlainHttp({ kind, url }: Address): boolean {
  return kind !== Kind.IMAGE_REPOSITORY && schemeOf(url) === 'http';
}
