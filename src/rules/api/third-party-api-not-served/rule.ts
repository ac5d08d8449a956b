import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { GROUPS_WITH_REMOVALS, removalOf } from './served-versions';

const NOTHING: readonly Finding[] = [];

/** An object of another project has a version that its project has given up. */
export class ThirdPartyApiNotServed implements IRule {
  public readonly meta: RuleMeta = {
    id: 'third-party-api-not-served',
    severity: Severity.ERROR,
    summary: 'An object of Kubernetes or of another project has an API version that is not served any more.',
    why: 'The API server answers `no matches for kind`, and everything that the Kustomization applies beside the object stops.',
    fix: 'Use the version that is served; compare the fields, which may have changed as well.',
    references: [
      'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
      'https://external-secrets.io/latest/introduction/deprecation-policy/',
    ],
    kinds: GROUPS_WITH_REMOVALS.map((group) => `*.${group}`),
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest): readonly Finding[] => {
      const removal = removalOf(manifest);
      if (!removal) return NOTHING;
      const message = `${manifest}: ${manifest.apiVersion} is not served any more, since ${removal.since}`;
      return [new Finding(manifest.at('apiVersion'), message, { fix: `Use ${removal.current}.` })];
    });
  }
}
