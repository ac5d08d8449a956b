import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { YamlSource } from '../../src/manifests/yaml-source';
import { Environment } from '../../src/primitives/environment';
import { DEFAULT_FLUX_VERSION, FluxVersion } from '../../src/primitives/flux-version';
import { External, Externals } from '../../src/verification/externals';
import { generatedObjects } from '../../src/verification/generated-objects';
import { RenderProblem } from '../../src/verification/render-problem';
import { RuleContext, VerificationSettings } from '../../src/verification/rule-context';

/**
 * Clusters as a fixture describes them. Comments at the start of a line say what is around the objects:
 *
 * - `# flux: 2.8`, `# operator: 0.59`, `# environment: production`
 * - `# external: Secret flux-system/git identity,known_hosts` (keys and `type=…` are optional)
 * - `# settings: {"strict": true}`
 * - `# unseen: Kustomization flux-system/tenants` for an applier whose objects cannot be seen
 * - `# render-problem: path-not-found Kustomization flux-system/apps spec.path: what is wrong` for what could not be rendered
 * - `# file: clusters/prod/apps.yaml` starts another file, `# cluster: staging` another cluster
 *
 * An object with the labels that Flux itself writes is applied by that object:
 * `kustomize.toolkit.fluxcd.io/name` and `/namespace`, the same with `helm.` or `resourceset.fluxcd.controlplane.io/`.
 */
export function contextsOf(text: string): RuleContext[] {
  const option = (key: string): string[] => [...text.matchAll(new RegExp(`^# ${key}: (.*)$`, 'gm'))].map(([, value]) => value.trim());
  const sections = sectionsOf(text);
  const clusters = [...new Set(sections.map(({ cluster }) => cluster))];
  const externals = new Externals(option('external').map(externalOf));
  const settings = JSON.parse(option('settings')[0] ?? '{}') as VerificationSettings;
  const all = sections.map(({ file }) => file);
  const contexts = clusters.map((cluster) => {
    const files = sections.filter((section) => section.cluster === cluster).map(({ file }) => file);
    const manifests = withAppliers(files.flatMap(({ documents }) => documents.filter(isObject)));
    const hidden = new Set(option('unseen'));
    const unseen = manifests
      .filter((manifest) => hidden.has(manifest.toString()))
      .map((applier) => ({ applier, reason: 'its source is another repository' }));
    return new RuleContext({
      cluster,
      path: `clusters/${cluster}`,
      manifests: new ManifestSet(manifests, generatedObjects(manifests), unseen),
      environment: option('environment')[0] as Environment | undefined,
      fluxVersion: (option('flux')[0] as FluxVersion | undefined) ?? DEFAULT_FLUX_VERSION,
      operatorVersion: option('operator')[0],
      externals,
      files,
      repositoryFiles: all,
      renderProblems: option('render-problem').flatMap((problem) => renderProblemOf(problem, manifests)),
      entryPaths: clusters.map((name) => `clusters/${name}`),
      settings,
    });
  });
  RuleContext._join(contexts);
  return contexts;
}

interface Section {
  readonly cluster: string;
  readonly file: YamlSource;
}

/** The files of a fixture. Lines of others are blank, so that each line keeps its number. */
function sectionsOf(text: string): Section[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => {
    const [, key, value] = /^# (file|cluster): (.*)$/.exec(line) ?? [];
    return key ? [{ index, key, value: value.trim() }] : [];
  });
  let cluster = 'test';
  const sections: Section[] = [];
  const open = (from: number, to: number, path: string): void => {
    const own = lines.map((line, index) => (index >= from && index < to ? line : '')).join('\n');
    if (own.replace(/^#.*$/gm, '').trim() !== '') sections.push({ cluster, file: new YamlSource(path, own) });
  };
  open(0, starts[0]?.index ?? lines.length, 'fixture.yaml');
  starts.forEach(({ index, key, value }, at) => {
    if (key === 'cluster') cluster = value;
    open(index, starts[at + 1]?.index ?? lines.length, key === 'file' ? value : `clusters/${cluster}/fixture.yaml`);
  });
  return sections;
}

/** None for a problem of another cluster. */
function renderProblemOf(text: string, manifests: Manifest[]): RenderProblem[] {
  const [, rule, id, path, message] = /^(\S+) (\S+ \S+) (\S+): (.+)$/.exec(text)!;
  const manifest = manifests.find((other) => other.toString() === id);
  return manifest ? [{ rule: rule as RenderProblem['rule'], field: manifest.at(...path.split('.')), message }] : [];
}

function externalOf(text: string): External {
  const [kind, id, ...rest] = text.split(/\s+/);
  const [namespace, name] = id.includes('/') ? id.split('/') : [undefined, id];
  const keys = rest.find((part) => !part.startsWith('type='))?.split(',');
  return { kind, name, namespace, keys, type: rest.find((part) => part.startsWith('type='))?.slice('type='.length) };
}

function isObject({ apiVersion, kind, name }: Manifest): boolean {
  return apiVersion !== '' && kind !== '' && name !== '' && !apiVersion.startsWith('kustomize.config.k8s.io/');
}

const OWNERS = [
  ['Kustomization', 'kustomize.toolkit.fluxcd.io'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io'],
  ['ResourceSet', 'resourceset.fluxcd.controlplane.io'],
] as const;

/** Objects never change, and an applier may be applied itself: each is made once its own applier is. */
function withAppliers(documents: Manifest[]): Manifest[] {
  const made = new Map<Manifest, Manifest>();
  const make = (document: Manifest, around: Manifest[]): Manifest => {
    const known = made.get(document);
    if (known) return known;
    const owner = ownerOf(document, documents);
    if (owner && around.includes(owner)) throw new Error(`${document} is applied by itself`);
    const manifest = new Manifest(document.object, {
      origin: document._origin,
      applier: owner && make(owner, [...around, document]),
    });
    made.set(document, manifest);
    return manifest;
  };
  return documents.map((document) => make(document, []));
}

function ownerOf(document: Manifest, all: Manifest[]): Manifest | undefined {
  for (const [kind, prefix] of OWNERS) {
    const name = document.label(`${prefix}/name`);
    if (name === undefined) continue;
    const namespace = document.label(`${prefix}/namespace`);
    const owner = all.find((other) => other.kind === kind && other.name === name && other.namespace === namespace);
    if (!owner) throw new Error(`the fixture has no ${kind} ${namespace}/${name}, which applies ${document}`);
    return owner;
  }
  return undefined;
}
