import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { fluxInstancesIn } from '../../src/verification/flux-instances';
import { isFluxObject } from '../../src/verification/generated-objects';
import { RuleContext } from '../../src/verification/rule-context';
import { Audit } from './audit';
import { chainsIn } from './markdown/chains';
import { chartOf, driftOf, nameOf, retriesOnFailure, SOURCE_KINDS } from './markdown/describe-flux';
import { overlaysIn } from './markdown/repository';
import { listed } from './markdown/table';

/** Something that a cluster does well. */
export interface Strength {
  readonly title: string;
  /** The proof, as a sentence without a full stop; `undefined` when the cluster does not do it. */
  evidence(context: RuleContext, audit: Audit): string | undefined;
}

/** Rules whose findings say that an API version is old. */
const OLD_APIS = new Set(['deprecated-api-version', 'unserved-api-version', 'third-party-api-not-served', 'flux-v1-object']);

/** Good practice that can be proven from what stands in a repository. */
export const STRENGTHS: readonly Strength[] = [
  {
    title: 'No deprecated APIs',
    evidence: ({ manifests, cluster }, { report, baselined, isFiltered }) => {
      const flux = manifests.manifests.filter(isFluxObject);
      const isOld = [...report.findings, ...report.waived, ...baselined].some(
        ({ rule, clusters }) => OLD_APIS.has(rule) && clusters.includes(cluster),
      );
      if (flux.length === 0 || isOld || isFiltered) return undefined;
      return `all ${flux.length} Flux objects have current versions, ${listed([...new Set(flux.map(({ apiVersion }) => apiVersion))].sort())}`;
    },
  },
  {
    title: 'Managed by the Flux Operator',
    evidence: ({ manifests }) => share(fluxInstancesIn(manifests), () => true, 'installed and upgraded through the FluxInstance'),
  },
  {
    title: 'ArtifactGenerator decomposition',
    evidence: ({ manifests }) => {
      const generators = manifests.ofKind(Kind.ARTIFACT_GENERATOR);
      const artifacts = generators.flatMap((generator) =>
        generator
          .at('spec', 'artifacts')
          .items()
          .flatMap((one) => one.at('name').text() ?? []),
      );
      if (artifacts.length < 2) return undefined;
      return `${listed(generators.map(nameOf))} splits its source into the ExternalArtifacts ${listed(artifacts)}, so that a change of one layer does not reconcile the others`;
    },
  },
  {
    title: 'Ordered delivery',
    evidence: (context) => {
      const longest = chainsIn(context).sort((a, b) => b.split(' → ').length - a.split(' → ').length)[0];
      return longest === undefined ? undefined : `dependsOn orders ${longest}`;
    },
  },
  {
    title: 'Overlays instead of copies',
    evidence: ({ files }, audit) => {
      const own = new Map(files.map((file) => [file.path, file]));
      const bases = [...overlaysIn({ files: new Map([...audit.files].filter(([path]) => own.has(path))) })];
      return bases.length === 0 ? undefined : listed(bases.map(([base, users]) => `${listed(users)} builds on ${base}`));
    },
  },
  {
    title: 'Layers wait for what they apply',
    evidence: ({ manifests }) =>
      layers(manifests, (layer) => layer.at('spec', 'wait').isTrue() || !layer.at('spec', 'healthChecks').isEmpty()),
  },
  { title: 'Pruning', evidence: ({ manifests }) => layers(manifests, (layer) => layer.at('spec', 'prune').isTrue()) },
  {
    title: 'Fast retries',
    evidence: ({ manifests }) => layers(manifests, (layer) => layer.at('spec', 'retryInterval').exists, 'set retryInterval:'),
  },
  {
    title: 'Bounded reconciliation',
    evidence: ({ manifests }) => layers(manifests, (layer) => layer.at('spec', 'timeout').exists, 'set timeout:'),
  },
  {
    title: 'Modern failure strategy',
    evidence: ({ manifests }) => share(manifests.ofKind(Kind.HELM_RELEASE), retriesOnFailure, 'RetryOnFailure on install and upgrade of'),
  },
  {
    title: 'Drift detection',
    evidence: ({ manifests }) => share(manifests.ofKind(Kind.HELM_RELEASE), (release) => driftOf(release) === 'enabled', 'enabled on'),
  },
  {
    title: 'CRDs are upgraded with their charts',
    evidence: ({ manifests }) =>
      share(
        manifests.ofKind(Kind.HELM_RELEASE),
        (release) => release.at('spec', 'upgrade', 'crds').text() === 'CreateReplace',
        'upgrade.crds is CreateReplace on',
        false,
      ),
  },
  {
    title: 'Charts from OCI registries',
    evidence: ({ manifests }) =>
      share(
        manifests.ofKind(Kind.HELM_RELEASE),
        (release) => release.at('spec', 'chartRef', 'kind').text() === 'OCIRepository',
        'chartRef names an OCIRepository on',
      ),
  },
  {
    title: 'Versions are chosen',
    evidence: (context) => {
      const isChosen = (release: Manifest) =>
        !['', 'any', '*', 'latest', 'tag latest', 'semver *'].includes(chartOf(release, context).version);
      return share(context.manifests.ofKind(Kind.HELM_RELEASE), isChosen, 'a version or range of the chart is given for');
    },
  },
  {
    title: 'Signatures are verified',
    evidence: ({ manifests }) => {
      const sources = SOURCE_KINDS.flatMap((kind) => manifests.ofKind(kind));
      const synced = manifests.generated.filter(
        ({ id, generatedBy }) => generatedBy && (SOURCE_KINDS as string[]).includes(id.qualifiedKind),
      );
      return share([...synced, ...sources], (source) => source.at('spec', 'verify').exists, 'verify is set on', false);
    },
  },
  {
    title: 'Network policies for Flux',
    evidence: ({ manifests }) => {
      const isOn = (instance: Manifest) => instance.at('spec', 'cluster', 'networkPolicy').value === true;
      return share(fluxInstancesIn(manifests), isOn, 'networkPolicy is on in');
    },
  },
  {
    title: 'Multi-tenancy lockdown',
    evidence: ({ controllers }) =>
      controllers.known && controllers.locked ? 'references to other namespaces are refused by the controllers' : undefined,
  },
  {
    title: 'Short-lived credentials',
    evidence: ({ manifests }) => {
      const sources = SOURCE_KINDS.flatMap((kind) => manifests.ofKind(kind));
      const isFederated = (source: Manifest) => !['generic', undefined].includes(source.at('spec', 'provider').text());
      const instances = fluxInstancesIn(manifests).filter((instance) => instance.at('spec', 'sync', 'provider').exists);
      return share(
        [...sources, ...instances],
        (one) => instances.includes(one) || isFederated(one),
        'provider instead of a static secret on',
        false,
      );
    },
  },
  {
    title: 'Encrypted secrets',
    evidence: ({ manifests }) =>
      layers(manifests, (layer) => layer.at('spec', 'decryption', 'provider').text() === 'sops', 'decrypt with SOPS:', false),
  },
  {
    title: 'Secrets come from a store',
    evidence: ({ manifests }) =>
      share([...manifests.ofKind(Kind.EXTERNAL_SECRET), ...manifests.ofKind(Kind.ONE_PASSWORD_ITEM)], () => true, 'fetched for'),
  },
  {
    title: 'People are told',
    evidence: ({ manifests }) =>
      share(manifests.ofKind(Kind.ALERT), (alert) => !alert.at('spec', 'suspend').isTrue(), 'alerts go out from'),
  },
];

function layers(manifests: ManifestSet, holds: (layer: Manifest) => boolean, lead = 'on', showsOthers = true): string | undefined {
  return share(manifests.ofKind(Kind.KUSTOMIZATION), holds, lead, showsOthers);
}

/** Who does it; and who does not, so that praise does not hide the gap. Nothing when nobody does. */
function share(all: readonly Manifest[], holds: (manifest: Manifest) => boolean, lead: string, showsOthers = true): string | undefined {
  const having = all.filter(holds);
  if (having.length === 0) return undefined;
  const others = all.filter((manifest) => !having.includes(manifest));
  const names = (manifests: readonly Manifest[]) => listed(manifests.map(({ name }) => name));
  if (others.length === 0) return `${lead} ${having.length === 1 ? names(having) : `all ${having.length}: ${names(having)}`}`;
  return `${lead} ${names(having)}${showsOthers ? `, but not on ${names(others)}` : ` (${having.length} of ${all.length})`}`;
}
