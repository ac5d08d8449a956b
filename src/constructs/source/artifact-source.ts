import { ArtifactGeneratorSpecSourcesKind as SourceKind } from '../../../imports/source.extensions.fluxcd.io';
import { InputError } from '../../primitives/input-error';
import { INamedObject } from '../flux-object';
import { IHelmChart } from './helm-chart';
import { IManifestSource } from './source-reference';

/** Letters, digits, `-` and `_`, with a letter or digit at both ends. */
const ALIAS = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/;

/** A source of an `ArtifactGenerator`, and the alias by which it is named there. */
export class ArtifactSource {
  /**
   * A source of files.
   *
   * @param alias name inside the generator, e.g. `fleet` for `@fleet/…`
   * @param source the source
   */
  public static files(alias: string, source: IManifestSource): ArtifactSource {
    requireAlias('ArtifactSource.files()', alias);
    return new ArtifactSource(alias, source, source.sourceKind as SourceKind);
  }

  /**
   * A Helm chart. Needs Flux 2.8.
   *
   * @param alias name inside the generator, e.g. `chart` for `@chart/…`
   * @param chart the chart
   */
  public static helmChart(alias: string, chart: IHelmChart): ArtifactSource {
    requireAlias('ArtifactSource.helmChart()', alias);
    return new ArtifactSource(alias, chart, SourceKind.HELM_CHART);
  }

  private constructor(
    /** Name inside the generator. */
    public readonly alias: string,
    /** The source. */
    public readonly source: INamedObject,
    /** @internal */
    public readonly _kind: SourceKind,
  ) {}
}

function requireAlias(place: string, alias: string): void {
  if (ALIAS.test(alias)) return;

  const legal = alias
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 63);
  throw new InputError(place, {
    prop: 'alias',
    got: alias,
    mustBe: "an alias: at most 63 lower case letters, digits, '-' and '_', with a letter or digit at both ends",
    fix: `alias: '${legal.replace(/^[_-]+|[_-]+$/g, '') || 'source'}'`,
  });
}
