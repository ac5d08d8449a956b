import { Edit } from '../../../verification/edit';
import { schemaProblems } from '../../../schemas/validate';
import { Finding } from '../../../verification/finding';
import { servedVersions } from '../../../verification/flux-releases';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { unbuiltTemplates } from '../../../verification/templates';
import { Severity } from '../../../verification/severity';

/** An object has a version that the next releases drop. */
export class DeprecatedApiVersion implements IRule {
  public readonly meta: RuleMeta = {
    id: 'deprecated-api-version',
    severity: Severity.WARNING,
    summary: 'An object of Flux has an API version that is deprecated in the release of Flux.',
    why: 'A deprecated version still works, and is gone after an upgrade of Flux: what was applied yesterday then fails.',
    fix: 'Use the current version before Flux is upgraded.',
    references: ['https://fluxcd.io/flux/releases/', 'https://fluxcd.io/flux/cmd/flux_migrate/'],
    fluxVersions: '<2.9',
  };

  public check({ manifests, fluxVersion }: RuleContext): Finding[] {
    return [...manifests.manifests, ...unbuiltTemplates(manifests)].flatMap((manifest) => {
      const versions = servedVersions(manifest.id.qualifiedKind, fluxVersion);
      const [, version] = manifest.apiVersion.split('/');
      if (!versions?.deprecated?.includes(version)) return [];

      const current = `${manifest.id.group}/${versions.served[0]}`;
      const isEnough = schemaProblems({ ...manifest.object, apiVersion: current })?.length === 0;
      return [
        new Finding(manifest.at('apiVersion'), `${manifest}: ${manifest.apiVersion} is deprecated in Flux ${fluxVersion}`, {
          fix: `Use ${current}.`,
          edits: isEnough ? [Edit.replace(manifest.at('apiVersion'), current)] : [],
        }),
      ];
    });
  }
}
