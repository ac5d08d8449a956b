import { isDeepStrictEqual } from 'node:util';
import { Manifest } from '../../../src/manifests/manifest';
import { expressionsIn } from '../../../src/manifests/substitution/expression';
import { FluxVersion, isAtLeast } from '../../../src/primitives/flux-version';
import { RuleContext } from '../../../src/verification/rule-context';
import { Answer, Question } from '../ask';
import { Tally } from '../proof';

/** Questions about what a Kustomization applies in a cluster. */
export class Renderings {
  /** Where variables come from. */
  public readonly configs: readonly Config[];
  /** Whether a variable that nobody defines makes a build fail. */
  public readonly strict: boolean;

  constructor({ manifests, fluxVersion }: RuleContext) {
    this.configs = configsOf(manifests.manifests);
    this.strict = isAtLeast(fluxVersion, FluxVersion.V2_9);
  }

  /** What a Kustomization makes of the files of an artifact; which objects are meant says what variables only the cluster has. */
  public question(applier: Manifest, artifact: string, ours: readonly Manifest[] = []): Question {
    const path = applier.at('spec', 'path').text() ?? '.';
    const configs = [...this.configs, ...this.unknownConfigs(applier, ours)];
    return { kind: 'render', root: artifact, path, kustomization: applier.object, configs, strict: this.strict };
  }

  /** What variables come from that only the cluster has. Here every one of them stays what is written, so that the rest is compared. */
  private unknownConfigs({ object, namespace }: Manifest, ours: readonly Manifest[]): Config[] {
    if (ours.length === 0) return [];
    const sources: readonly (Pick<Config, 'kind' | 'name'> & { readonly optional?: boolean })[] =
      object.spec?.postBuild?.substituteFrom ?? [];
    const names = expressionsIn(JSON.stringify(ours.map((one) => one.object))).flatMap(({ name }) => name ?? []);
    const data = Object.fromEntries(names.map((name) => [name, `\${${name}}`]));
    return sources
      .filter(
        ({ kind, name, optional }) =>
          !optional && !this.configs.some((one) => one.kind === kind && one.name === name && one.namespace === namespace),
      )
      .map(({ kind, name }) => ({ kind, namespace, name, data }));
  }
}

/** Compares what we say that a Kustomization applies with what Flux's code makes of its files. */
export function compareObjects(tally: Tally, what: string, applier: Manifest, ours: readonly Manifest[], { error, objects }: Answer): void {
  if (error !== undefined) return tally.disagree(what, `${ours.length} objects`, error);
  // What applies itself is left out here: it is what stands at the start.
  const theirs = new Map((objects as any[]).map((object) => [keyOf(object), object]));
  theirs.delete(keyOf(applier.object));
  for (const { object } of ours) {
    const key = keyOf(object);
    const other = theirs.get(key);
    theirs.delete(key);
    if (isDeepStrictEqual(plain(object), plain(other))) tally.agree();
    else tally.disagree(`${what} applies ${key}`, object, other);
  }
  for (const [key, object] of theirs) tally.disagree(`${what} applies ${key}`, undefined, object);
}

/** A ConfigMap, or a Secret with its values decoded. */
interface Config {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly data: Record<string, string>;
}

/** Where variables come from: values of Secrets are decoded. */
function configsOf(manifests: readonly Manifest[]): Config[] {
  return manifests
    .filter(({ kind, apiVersion }) => apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret'))
    .map(({ kind, namespace, name, object }) => {
      const data: Record<string, string> = { ...object.data };
      if (kind === 'Secret') for (const key of Object.keys(data)) data[key] = Buffer.from(String(data[key]), 'base64').toString();
      return { kind, namespace, name, data: { ...data, ...object.stringData } };
    });
}

function keyOf({ apiVersion, kind, metadata }: any): string {
  return `${apiVersion}/${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
