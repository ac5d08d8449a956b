import { pushTo } from '../../src/primitives/push-to';
import { Judged } from '../../src/verification/judged';
import { reportedFinding } from '../../src/verification/reported-finding';
import { RuleMeta } from '../../src/verification/rule';
import { RuleContext } from '../../src/verification/rule-context';
import { Severity } from '../../src/verification/severity';
import { isFixable } from '../fix/text-edits';
import { KNOWN_RULES } from '../lint/known-rules';
import { LoadedFleet } from '../load-fleet';
import { VERSION } from '../version';
import { Audit } from './audit';
import { countOf, CountedFinding, Report, ReportedCluster, ReportedGap } from './report';

const OWN_RULES: ReadonlySet<string> = new Set(KNOWN_RULES.keys());

/** Puts together what is to be reported. */
export function makeAudit(
  fleet: LoadedFleet,
  contexts: readonly RuleContext[],
  judged: readonly Judged[],
  rules: readonly RuleMeta[],
  isKnown: (fingerprint: string) => boolean,
  isFiltered: boolean,
): Audit {
  const files = new Map(fleet.files.map((file) => [file.path, file]));
  const all = judged.map((one) => counted(one, files));
  const waived = all.filter((finding) => finding.waived !== undefined);
  const baselined = all.filter((finding) => finding.waived === undefined && isKnown(finding.fingerprint));
  const left = new Set([...waived, ...baselined]);
  const findings = all.filter((finding) => !left.has(finding));
  const findingsOf = byCluster(findings);
  const clusters = contexts
    .filter(({ cluster }) => cluster !== '')
    .map((context) => clusterOf(context, findingsOf.get(context.cluster) ?? []));
  const errors = countOf(findings, Severity.ERROR);
  const warnings = countOf(findings, Severity.WARNING);
  const names = new Set(contexts.map(({ cluster }) => cluster));
  const report: Report = {
    version: 1,
    tool: { name: 'cdk8s-fluxcd', version: VERSION },
    repository: { pattern: fleet.pattern, reason: fleet.patternReason, files: fleet.files.length, renderer: fleet.renderer },
    clusters,
    findings,
    notRendered: fleet.notRendered.filter(({ cluster }) => names.has(cluster)).map(gapOf),
    waived,
    summary: {
      problems: errors + warnings,
      errors,
      warnings,
      infos: countOf(findings, Severity.INFO),
      fixable: findings.filter(({ fixable }) => fixable).length,
      waived: waived.length,
      baselined: baselined.length,
      clusters: clusters.length,
      objects: contexts.reduce((sum, { manifests }) => sum + manifests.manifests.length, 0),
    },
  };
  return { report, contexts, files, rules, isFiltered, baselined };
}

function counted(judged: Judged, files: Audit['files']): CountedFinding {
  return { ...reportedFinding(judged, OWN_RULES), fixable: judged.waiver === undefined && isFixable(judged.finding, files) };
}

/** Every finding once for each of its clusters: a fleet may have a thousand of both. */
function byCluster(findings: readonly CountedFinding[]): ReadonlyMap<string, readonly CountedFinding[]> {
  const known = new Map<string, CountedFinding[]>();
  for (const finding of findings) {
    for (const cluster of finding.clusters) pushTo(known, cluster, finding);
  }
  return known;
}

function clusterOf({ cluster, path, environment, fluxVersion, manifests }: RuleContext, own: readonly CountedFinding[]): ReportedCluster {
  return {
    name: cluster,
    path,
    environment,
    fluxVersion,
    objects: manifests.manifests.length,
    errors: countOf(own, Severity.ERROR),
    warnings: countOf(own, Severity.WARNING),
    infos: countOf(own, Severity.INFO),
  };
}

function gapOf({ cluster, applier, reason, place }: LoadedFleet['notRendered'][number]): ReportedGap {
  return { cluster: cluster || undefined, applier, reason, file: place.file, line: place.line, column: place.column };
}
