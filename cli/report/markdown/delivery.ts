import { Kind } from '../../../src/manifests/kind';
import { Manifest } from '../../../src/manifests/manifest';
import { RuleContext } from '../../../src/verification/rule-context';
import { Audit } from '../audit';
import { nameOf, referenceText, SOURCE_KINDS } from './describe-flux';
import { sourceRevision } from './synced-source';
import { code, perCluster, plain, section, table } from './table';

/** How changes reach the clusters: sources, artifacts, layers. */
export function deliverySection({ contexts }: Audit): string {
  return section(
    '## Delivery',
    titled('Sources', table(['source', 'address', 'revision', 'interval', 'verified', 'clusters'], perCluster(contexts, sourceRows))),
    titled(
      'Decomposition: ArtifactGenerators split a source into ExternalArtifacts, so that each layer only reconciles when its own files change',
      table(['ArtifactGenerator', 'from', 'ExternalArtifact', 'holds', 'clusters'], perCluster(contexts, generatorRows)),
    ),
    titled(
      'Layers (Kustomizations)',
      table(
        ['Kustomization', 'source', 'path', 'interval', 'retry', 'timeout', 'wait', 'prune', 'clusters'],
        perCluster(contexts, layerRows),
      ),
    ),
    titled('ResourceSets', table(['ResourceSet', 'inputs', 'clusters'], perCluster(contexts, resourceSetRows))),
  );
}

function titled(title: string, body: string): string {
  return body === '' ? '' : `### ${title}\n\n${body}`;
}

function sourceRows({ manifests }: RuleContext): string[][] {
  const written = SOURCE_KINDS.flatMap((kind) => manifests.ofKind(kind));
  const generated = manifests.generated.filter(({ id }) => (SOURCE_KINDS as string[]).includes(id.qualifiedKind));
  return [...generated, ...written].map((source) => [
    `${plain(source.kind)} ${plain(nameOf(source))}${source.generatedBy ? ` (made by ${plain(source.generatedBy.kind)})` : ''}`,
    code(source.at('spec', 'url').text() ?? source.at('spec', 'endpoint').text() ?? source.at('spec', 'chart').text() ?? ''),
    plain(sourceRevision(source)),
    plain(source.at('spec', 'interval').text() ?? ''),
    source.at('spec', 'verify').exists ? 'yes' : 'no',
  ]);
}

function generatorRows({ manifests }: RuleContext): string[][] {
  return manifests.ofKind(Kind.ARTIFACT_GENERATOR).flatMap((generator) => {
    const sources = generator.at('spec', 'sources').items().map(referenceText).join(', ');
    return generator
      .at('spec', 'artifacts')
      .items()
      .map((artifact) => {
        const copies = artifact
          .at('copy')
          .items()
          .flatMap((copy) => copy.at('from').text() ?? []);
        return [plain(nameOf(generator)), plain(sources), code(artifact.at('name').text() ?? ''), copies.map(code).join(', ')];
      });
  });
}

function layerRows({ manifests }: RuleContext): string[][] {
  return manifests.ofKind(Kind.KUSTOMIZATION).map((layer) => {
    const text = (name: string) => plain(layer.at('spec', name).text() ?? '');
    return [
      `**${plain(nameOf(layer))}**`,
      plain(referenceText(layer.at('spec', 'sourceRef'))),
      code(layer.at('spec', 'path').text() ?? './'),
      text('interval'),
      text('retryInterval'),
      text('timeout'),
      waitText(layer),
      layer.at('spec', 'prune').isTrue() ? 'yes' : 'no',
    ];
  });
}

function waitText(layer: Manifest): string {
  if (layer.at('spec', 'wait').isTrue()) return 'yes';
  const checks = layer.at('spec', 'healthChecks').items().length;
  return checks > 0 ? `${checks} health checks` : 'no';
}

function resourceSetRows({ manifests }: RuleContext): string[][] {
  return manifests.ofKind(Kind.RESOURCE_SET).map((set) => {
    const inline = set.at('spec', 'inputs').items().length;
    const from = set
      .at('spec', 'inputsFrom')
      .items()
      .flatMap((input) => input.at('name').text() ?? 'a selector');
    return [
      plain(nameOf(set)),
      [inline > 0 ? `${inline} inline` : '', ...from.map((name) => plain(name))].filter((part) => part !== '').join(', '),
    ];
  });
}
