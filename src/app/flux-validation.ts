import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { YamlSource } from '../manifests/yaml-source';
import { DEFAULT_FLUX_VERSION, FluxVersion } from '../primitives/flux-version';
import { groupBy } from '../primitives/push-to';
import { ALL_RULES } from '../rules/all-rules';
import { External, Externals } from '../verification/externals';
import { generatedObjects } from '../verification/generated-objects';
import { Judged, messageOf } from '../verification/judged';
import { resourceSetObjects } from '../verification/resource-set-objects';
import { IRule } from '../verification/rule';
import { RuleContext, VerificationSettings } from '../verification/rule-context';
import { compareSeverity, Severity } from '../verification/severity';
import { verifyFleet } from '../verification/verify';
import { ownRules } from './own-rules';

/** Properties of the plugin, as `cdk8s.yaml` has them. */
export interface FluxValidationProps {
  /**
   * Release of Flux that the manifests are for.
   *
   * @default FluxVersion.V2_9
   */
  readonly fluxVersion?: FluxVersion;

  /**
   * Objects that exist although no manifest defines them.
   *
   * @default - none; missing Secrets and ConfigMaps are then only mentioned
   */
  readonly externals?: External[];

  /**
   * What you decide about the judgement.
   *
   * @default - what is usual
   */
  readonly settings?: VerificationSettings;

  /**
   * Rules of your own, besides those of this library. `cdk8s.yaml` cannot hold them: a class of yours that extends this one can.
   *
   * @default - none
   */
  readonly rules?: IRule[];

  /**
   * The least that makes `cdk8s synth` fail.
   *
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;
}

/**
 * The judgement for an app of cdk8s that is no `FluxApp`, as a validation plugin of the cdk8s CLI.
 *
 * ```yaml
 * # cdk8s.yaml
 * validations:
 *   - package: cdk8s-fluxcd
 *     class: FluxValidation
 *     version: 0.0.0
 * ```
 *
 * All manifests are taken for one cluster. What only a whole repository can tell, such as a source that is missing, is mentioned and
 * does not fail.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class FluxValidation {
  private readonly props: FluxValidationProps;
  private readonly rules: readonly IRule[];

  /** The cdk8s CLI makes it. */
  constructor(props: FluxValidationProps = {}) {
    this.props = props;
    this.rules = [...ALL_RULES, ...ownRules('FluxValidation', props.rules)];
  }

  /**
   * Judges the manifests that were synthesized.
   *
   * @param context the `ValidationContext` of cdk8s
   */
  public async validate(context: any): Promise<void> {
    const judged = this.judge(context.manifests).filter(({ waiver }) => waiver === undefined);
    for (const [rule, found] of groupBy(judged, (one) => one.rule.id)) {
      context.report.addViolation({
        ruleName: rule,
        recommendation: found[0].rule.summary,
        fix: found[0].finding.fix ?? found[0].rule.fix,
        violatingResources: found.map((one) => violatingResource(one, context.manifests)),
      });
    }
    const least = this.props.failOn ?? Severity.ERROR;
    const fails = judged.some(({ severity }) => compareSeverity(severity, least) >= 0);
    context.report.submit(fails ? 'failure' : 'success');
  }

  private judge(paths: readonly string[]): Judged[] {
    const files = paths.map((path) => new YamlSource(shown(path), readFileSync(path, 'utf8')));
    const defined = files.flatMap(({ documents }) => documents.filter(({ kind, name }) => kind !== '' && name !== ''));
    const { manifests, unseen } = resourceSetObjects(defined);
    const applied = [...defined, ...manifests];
    // Nobody says who applies the charts, and beside what.
    const around = new Manifest({ kind: 'App', metadata: { name: 'cdk8s' } });
    const context = new RuleContext({
      cluster: 'cdk8s',
      manifests: new ManifestSet(applied, generatedObjects(applied), [
        ...unseen,
        { applier: around, reason: 'the app is not all of a cluster' },
      ]),
      fluxVersion: this.props.fluxVersion ?? DEFAULT_FLUX_VERSION,
      externals: new Externals(this.props.externals),
      settings: this.props.settings,
      files,
    });
    return verifyFleet([context], this.rules);
  }
}

function shown(path: string): string {
  return relative(process.cwd(), path);
}

function violatingResource(judged: Judged, paths: readonly string[]): object {
  const { field, place } = judged.finding;
  const { file, line } = place;
  return {
    resourceName: field.manifest.name,
    locations: [`${field.path === '' ? '' : `${field.path}: `}${messageOf(judged)}${line === undefined ? '' : ` (line ${line})`}`],
    manifestPath: paths.find((path) => shown(path) === file) ?? paths[0],
  };
}
