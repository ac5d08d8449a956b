import { Construct } from 'constructs';
import {
  ArtifactGeneratorSpecArtifactsCopyStrategy as CopyStrategy,
  ArtifactGeneratorSpecSourcesKind as SourceKind,
} from '../../../imports/source.extensions.fluxcd.io';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { requireVersion } from '../require-version';
import { ArtifactCopy, ArtifactGeneratorProps, GeneratedArtifact } from './artifact-generator-props';
import { escapeRegex } from '../../primitives/escape-regex';

/** A path inside the artifact, without `.` and `..`. */
const TARGET = /^@artifact\/(?!(.*\/)?\.{1,2}(\/|$))/;
const CAPTURE = /\{[A-Za-z_]\w*\}/g;

/** Refuses what source-watcher refuses, and what the targeted Flux does not know. */
export function requireArtifacts(at: Construct, props: ArtifactGeneratorProps): void {
  const { sources, artifacts, pathPattern, commonMetadata } = props;
  const aliases = sources.map(({ alias }) => alias);
  requireSome(at, 'sources', sources, "sources: [ArtifactSource.files('fleet', fleet)]");
  requireSome(at, 'artifacts', artifacts, "artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: '@artifact/' }] }]");
  requireUnique(at, 'sources', 'alias', aliases);
  requireUnique(
    at,
    'artifacts',
    'name',
    artifacts.map(({ name }) => name),
  );
  for (const artifact of artifacts) requireArtifact(at, artifact, aliases, pathPattern !== undefined);

  if (sources.some(({ _kind }) => _kind === SourceKind.HELM_CHART || _kind === SourceKind.EXTERNAL_ARTIFACT)) {
    requireVersion(at, 'sources: HelmChart or ExternalArtifact', FluxVersion.V2_8);
  }
  if (commonMetadata) requireVersion(at, 'commonMetadata', FluxVersion.V2_9);
  if (pathPattern === undefined) return;
  requireVersion(at, 'pathPattern', FluxVersion.V2_9);
  requireAlias(at, 'pathPattern', pathPattern, aliases);
}

/** Refuses the name of an artifact that the generator does not make. */
export function requireKnownArtifact(at: Construct, artifacts: readonly GeneratedArtifact[], name: string): void {
  if (artifacts.some((artifact) => matches(artifact.name, name))) return;

  throw new InputError(at, {
    prop: 'artifact',
    got: name,
    mustBe: `an artifact of this generator: ${artifacts.map((artifact) => artifact.name).join(', ')}`,
    fix: `artifact('${artifacts[0].name}')`,
  });
}

/** Whether `name` is `pattern` with its captures filled in. */
function matches(pattern: string, name: string): boolean {
  const literals = pattern.split(CAPTURE).map(escapeRegex);
  return new RegExp(`^${literals.join('.+')}$`).test(name);
}

function requireArtifact(at: Construct, artifact: GeneratedArtifact, aliases: string[], hasCaptures: boolean): void {
  const { name, copy, revision, originRevision } = artifact;
  requireName(at, 'artifacts.name', hasCaptures ? name.replace(CAPTURE, 'x') : name);
  requireSome(at, 'artifacts.copy', copy, `copy: [{ from: '@${aliases[0]}/**', to: '@artifact/' }]`);
  for (const entry of copy) requireCopy(at, entry, aliases);
  if (revision !== undefined) requireAlias(at, 'artifacts.revision', revision, aliases);
  if (originRevision !== undefined) requireAlias(at, 'artifacts.originRevision', originRevision, aliases);
}

function requireCopy(at: Construct, { from, to, strategy }: ArtifactCopy, aliases: string[]): void {
  requireAlias(at, 'artifacts.copy.from', from, aliases);
  if (strategy === CopyStrategy.EXTRACT) requireVersion(at, 'artifacts.copy.strategy: Extract', FluxVersion.V2_8);
  if (TARGET.test(to)) return;

  const inside = to
    .replace(/^@artifact/, '')
    .split('/')
    .filter((part) => part !== '' && !/^\.{1,2}$/.test(part));
  throw new InputError(at, {
    prop: 'artifacts.copy.to',
    got: to,
    mustBe: "a path that starts with @artifact/ and stays inside, without '.' and '..'",
    fix: `to: '@artifact/${inside.join('/')}'`,
  });
}

/** Refuses `@alias` or `@alias/…` where no source has the alias. A path needs the slash, a revision must not have one. */
function requireAlias(at: Construct, prop: string, text: string, aliases: string[]): void {
  const isPath = !/revision$/i.test(prop);
  const [, alias, rest] = /^@([^/]*)(\/.*)?$/.exec(text) ?? [];
  if (aliases.includes(alias) && (rest !== undefined) === isPath) return;

  const path = isPath ? (rest ?? `/${/^@/.test(text) ? '**' : text.replace(/^[./]+/, '') || '**'}`) : '';
  throw new InputError(at, {
    prop,
    got: text,
    mustBe:
      `${isPath ? 'a path below' : ''} the alias of a source: ${aliases.map((known) => `@${known}${isPath ? '/…' : ''}`).join(', ')}`.trim(),
    fix: `${prop.split('.').pop()}: '@${aliases.includes(alias) ? alias : aliases[0]}${path}'`,
  });
}

function requireSome(at: Construct, prop: string, values: unknown[], fix: string): void {
  if (values.length > 0) return;
  throw new InputError(at, { prop, got: values, mustBe: 'a list with one entry at least', fix });
}

function requireUnique(at: Construct, prop: string, key: string, values: string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice === undefined) return;
  throw new InputError(at, {
    prop,
    got: twice,
    mustBe: `a list in which each ${key} occurs once`,
    fix: `give one of the two another ${key}, e.g. '${twice}-2'`,
  });
}
