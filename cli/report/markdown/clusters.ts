import { Manifest } from '../../../src/manifests/manifest';
import { fluxInstancesIn } from '../../../src/verification/flux-instances';
import { RuleContext } from '../../../src/verification/rule-context';
import { Audit } from '../audit';
import { counted } from '../summary-line';
import { nameOf, revisionOf } from './describe-flux';
import { code, plain, section, table } from './table';

/** The clusters, what runs in them, and where they sync from. */
export function clustersSection({ report, contexts }: Audit): string {
  if (report.clusters.length === 0) return section('## Clusters', 'No cluster was found: what is in the repository is judged by itself.');
  const rows = contexts.map((context, index) => {
    const { errors, warnings, infos, objects } = report.clusters[index];
    const findings = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')].join(', ');
    return [
      `**${plain(context.cluster)}**`,
      code(context.path ?? ''),
      context.environment ?? '',
      context.fluxVersion,
      String(objects),
      findings,
    ];
  });
  return section(
    '## Clusters',
    table(['cluster', 'path', 'environment', 'Flux', 'objects', 'findings'], rows),
    contexts.map(installationText).join('\n'),
  );
}

function installationText(context: RuleContext): string {
  const { cluster, controllers, manifests } = context;
  const [instance] = fluxInstancesIn(manifests);
  const installed = controllers.known ? `Controllers: ${controllers.installed.map(code).join(', ')}.` : '';
  const how = instance
    ? instanceText(instance)
    : controllers.known
      ? 'installed by `flux bootstrap`'
      : 'how Flux is installed does not stand in the repository';
  return `- **${plain(cluster)}**: ${how}. ${[syncText(context, instance), installed].filter((part) => part !== '').join(' ')}`.trimEnd();
}

function instanceText(instance: Manifest): string {
  const spec = instance.at('spec');
  const facts = [
    `distribution ${code(spec.at('distribution', 'version').text() ?? '')} from ${code(spec.at('distribution', 'registry').text() ?? '')}`,
    `cluster.size ${spec.at('cluster', 'size').text() ?? 'is not set'}`,
    `network policy ${spec.at('cluster', 'networkPolicy').value === false ? 'off' : 'on'}`,
    `multi-tenancy lockdown ${spec.at('cluster', 'multitenant').isTrue() ? 'on' : 'off'}`,
  ];
  const maker = instance.generatedBy && ` of ${plain(instance.generatedBy.kind)} ${code(nameOf(instance.generatedBy))}`;
  return `installed by the Flux Operator from FluxInstance ${code(nameOf(instance))}${maker ?? ''} (${facts.join(', ')})`;
}

/** Where the cluster takes its own manifests from. */
function syncText({ manifests, path }: RuleContext, instance: Manifest | undefined): string {
  const sync = instance?.at('spec', 'sync');
  if (sync?.exists) {
    const provider = sync.at('provider').text();
    const secret = sync.at('pullSecret').text();
    // Only there one could do better with an App; other hosts and registries have ways of their own.
    const isOnGitHub = sync.at('kind').text() === 'GitRepository' && /[/@]github\.com[:/]/.test(sync.at('url').text() ?? '');
    const access = provider
      ? `provider ${provider}`
      : secret
        ? `the Secret ${secret}${isOnGitHub ? ', without a GitHub App' : ''}`
        : 'no credentials';
    const from = sync.at('kind').text() === 'OCIRepository' ? 'an OCI artifact' : sync.at('kind').text() === 'Bucket' ? 'a bucket' : 'Git';
    return `It syncs from ${from}: ${code(sync.at('url').text() ?? '')} at ${code(sync.at('ref').text() ?? '')}, path ${code(sync.at('path').text() ?? '')}, with ${plain(access)}.`;
  }
  const all = [...manifests.manifests, ...manifests.generated];
  const kustomization = all.find(
    (one) => one.kind === 'Kustomization' && path !== undefined && isPath(one.at('spec', 'path').text(), path),
  );
  const name = kustomization?.at('spec', 'sourceRef', 'name').text();
  const kind = kustomization?.at('spec', 'sourceRef', 'kind').text();
  const source = all.find((one) => one.kind === kind && one.name === name);
  if (!source) return '';
  const from = kind === 'GitRepository' ? 'Git' : kind === 'OCIRepository' ? 'an OCI artifact' : 'a bucket';
  const url = source.at('spec', 'url').text();
  return `It syncs from ${from}${url ? `: ${code(url)} at ${code(revisionOf(source.at('spec', 'ref')))}` : ''}, path ${code(path ?? '')}.`;
}

function isPath(written: string | undefined, path: string): boolean {
  return written !== undefined && written.replace(/^\.?\//, '').replace(/\/$/, '') === path;
}
