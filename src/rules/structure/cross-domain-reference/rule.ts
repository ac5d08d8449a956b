import { Manifest } from '../../../manifests/manifest';
import { appliersAround } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { referencesIn } from '../../../verification/references';

/** One domain reaches into another one. */
export class CrossDomainReference implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cross-domain-reference',
    severity: Severity.WARNING,
    summary: 'An object of one declared domain names an object of another one.',
    why:
      'Domains are declared so that each can be changed, moved and rolled back by itself. A reference between two of them ties them together: ' +
      'a change in one waits for, or breaks, the other.',
    fix: 'Keep what is named in the same domain, or in layers that belong to none.',
    references: ['https://fluxcd.io/flux/guides/repository-structure/'],
  };

  public check({ manifests, settings }: RuleContext): Finding[] {
    const domains = new Map(Object.entries(settings.domains ?? {}).flatMap(([domain, layers]) => layers.map((layer) => [layer, domain])));
    if (domains.size === 0) return [];
    return referencesIn(manifests).all.flatMap(({ from, field, to }) => {
      const target = manifests.find(to);
      const [own, other] = [domainOf(from, domains), target && domainOf(target, domains)];
      if (!own || !other || own === other) return [];
      return [new Finding(field, `${from} belongs to the domain ${own}, and names ${target}, which belongs to ${other}`)];
    });
  }
}

/** That of the innermost layer that has one; a layer is a member itself. */
function domainOf(manifest: Manifest, domains: ReadonlyMap<string, string>): string | undefined {
  const layer = [manifest, ...appliersAround(manifest)].find(({ kind, name }) => kind === 'Kustomization' && domains.has(name));
  return layer && domains.get(layer.name);
}
