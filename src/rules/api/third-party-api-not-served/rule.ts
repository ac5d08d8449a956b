import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { REMOVALS } from './served-versions';

const BY_GROUP = new Map<string, (typeof REMOVALS)[number][]>();
for (const removal of REMOVALS) BY_GROUP.set(removal.group, [...(BY_GROUP.get(removal.group) ?? []), removal]);

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
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.manifests.flatMap((manifest): readonly Finding[] => {
      const removals = BY_GROUP.get(manifest.id.group);
      if (!removals) return NOTHING;
      const [, version] = manifest.apiVersion.split('/');
      const removal = removals.find(({ versions, kinds }) => versions.includes(version) && (kinds?.includes(manifest.kind) ?? true));
      if (!removal) return NOTHING;
      const message = `${manifest}: ${manifest.apiVersion} is not served any more, since ${removal.since}`;
      return [new Finding(manifest.at('apiVersion'), message, { fix: `Use ${removal.current}.` })];
    });
  }
}
