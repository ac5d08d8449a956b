import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A cluster that `flux bootstrap` installed. */
export class BootstrapInstall implements IRule {
  public readonly meta: RuleMeta = {
    id: 'bootstrap-install',
    severity: Severity.INFO,
    summary: 'Flux is installed by flux bootstrap.',
    why:
      'The manifests that flux bootstrap commits are replaced only when somebody runs it again, with rights to write to the repository. The ' +
      'Flux Operator keeps the installation up to date from one FluxInstance, and can take over a bootstrapped cluster without downtime.',
    fix: 'Migrate to a FluxInstance (https://fluxoperator.dev/docs/guides/migration/), or accept this finding.',
    references: ['https://fluxoperator.dev/docs/guides/migration/'],
    files: true,
  };

  public check({ files, cluster }: RuleContext): Finding[] {
    return files
      .filter(({ path }) => /(^|\/)gotk-sync\.ya?ml$/.test(path))
      .map((file) => {
        const place = file.documents[0] ?? new Manifest(undefined, { origin: { place: () => ({ file: file.path, line: 1 }) } });
        return new Finding(place.root, `The cluster ${cluster} is installed by flux bootstrap`);
      });
  }
}
