import { Audit, Formatter } from './audit';
import { clusterFacts } from './cluster-facts';
import { ReportedCluster } from './report';

/** The report for programs. The same repository gives the same bytes. */
export const jsonReport: Formatter = (audit) => `${JSON.stringify({ ...audit.report, clusters: clustersOf(audit) }, null, 2)}\n`;

function clustersOf(audit: Audit): ReportedCluster[] {
  const contexts = new Map(audit.contexts.map((context) => [context.cluster, context]));
  return audit.report.clusters.map((cluster) => {
    const context = contexts.get(cluster.name);
    return context ? { ...cluster, ...clusterFacts(context, audit) } : cluster;
  });
}
