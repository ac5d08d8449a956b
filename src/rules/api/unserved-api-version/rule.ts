import { Manifest } from '../../../manifests/manifest';
import { schemaProblems } from '../../../schemas/validate';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { servedVersions } from '../../../verification/flux-releases';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { unbuiltTemplates } from '../../../verification/templates';
import { Severity } from '../../../verification/severity';

/** An object has a version that the cluster does not know (any more). */
export class UnservedApiVersion implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unserved-api-version',
    severity: Severity.ERROR,
    summary: 'An object of Flux has an API version that the release of Flux does not serve.',
    why:
      'Each release of Flux drops old versions from its CRDs. The API server then answers `no matches for kind`, and everything that the ' +
      'Kustomization applies beside the object stops.',
    fix: 'Use the version that is served. `flux migrate -f .` rewrites it only where `kind` follows `apiVersion` on the next line.',
    references: ['https://fluxcd.io/flux/releases/', 'https://fluxcd.io/flux/cmd/flux_migrate/'],
  };

  public check({ manifests, fluxVersion }: RuleContext): Finding[] {
    const served = (manifest: Manifest) => servedVersions(manifest.id.qualifiedKind, fluxVersion)?.served;
    const isRefused = (manifest: Manifest) => served(manifest)?.includes(versionOf(manifest)) === false;
    const templates = unbuiltTemplates(manifests).filter(({ apiVersion }) => !isUnknown(apiVersion));
    const refused = [...manifests.manifests.filter(isRefused), ...templates.filter(isRefused)];
    return refused.flatMap((manifest) => {
      const current = `${manifest.id.group}/${served(manifest)![0]}`;
      return [
        new Finding(manifest.at('apiVersion'), `${manifest}: Flux ${fluxVersion} does not serve ${manifest.apiVersion}`, {
          fix: `Use ${current}.`,
          edits: isEnough(manifest, current) ? [Edit.replace(manifest.at('apiVersion'), current)] : [],
        }),
      ];
    });
  }
}

function versionOf({ apiVersion }: Manifest): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** Whether the object is right as soon as its version is: fields may have changed as well. */
function isEnough({ object }: Manifest, apiVersion: string): boolean {
  return schemaProblems({ ...object, apiVersion })?.length === 0;
}
