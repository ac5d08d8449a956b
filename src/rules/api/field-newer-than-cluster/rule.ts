import { newerThan } from '../../../schemas/field-since';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** An object uses what the release of the cluster does not know yet. */
export class FieldNewerThanCluster implements IRule {
  public readonly meta: RuleMeta = {
    id: 'field-newer-than-cluster',
    severity: Severity.ERROR,
    summary: 'A field or a value came with a newer release than the one that the cluster runs.',
    why: 'The CRDs of an older release do not have the field, and the API server refuses objects with unknown fields.',
    fix: 'Upgrade Flux or its operator first, or remove the field.',
    references: ['https://fluxcd.io/flux/releases/', 'https://fluxoperator.dev/docs/crd/'],
  };

  public check({ manifests, fluxVersion, operatorVersion }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest) =>
      newerThan(manifest.object, { flux: fluxVersion, operator: operatorVersion }).map(({ path, value, since, product }) => {
        const field = manifest.root._in(path);
        const [name, runs] = product === 'flux' ? ['Flux', fluxVersion] : ['Flux Operator', operatorVersion];
        const what = value === undefined ? field.path : `${field.path}: ${value}`;
        return new Finding(field, `${manifest}: ${what} needs ${name} ${since}, and the cluster runs ${runs}`);
      }),
    );
  }
}
