import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { validMarkers } from '../marker';
import { managerOf, renovateConfig } from '../renovate';

/** Two tools write one value. */
export class TwoImageUpdaters implements IRule {
  public readonly meta: RuleMeta = {
    id: 'two-image-updaters',
    severity: Severity.WARNING,
    summary: 'Renovate updates a file that Flux updates as well.',
    why:
      'Renovate does not know markers. Where its configuration covers a marked file, both tools write the same value, each by its own ' +
      'idea of the newest version: pull requests that are outdated when they open, and versions that go back and forth.',
    fix: 'Take the file out of the configuration of Renovate with ignorePaths, or remove the marker.',
    references: ['https://docs.renovatebot.com/modules/manager/', 'https://fluxcd.io/flux/guides/image-update/'],
    files: true,
  };

  public check({ files, repositoryFiles }: RuleContext): Finding[] {
    const markers = validMarkers(files);
    const config = markers.length > 0 ? renovateConfig(repositoryFiles) : undefined;
    if (!config) return [];
    const reported = new Set<string>();
    return markers.flatMap((marker) => {
      const manager = managerOf(config, marker);
      if (manager === undefined || reported.has(marker.file)) return [];
      reported.add(marker.file);
      return [new Finding(marker.field, `Renovate (${manager}) updates ${marker.file}, in which ${marker.policy} does so too`)];
    });
  }
}
