import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const WORKLOADS = [
  Kind.HELM_RELEASE,
  Kind.DEPLOYMENT,
  Kind.STATEFUL_SET,
  Kind.DAEMON_SET,
  Kind.REPLICA_SET,
  Kind.JOB,
  Kind.CRON_JOB,
  Kind.POD,
];

/** A workload where everybody's workloads are. */
export class WorkloadInDefaultNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'workload-in-default-namespace',
    severity: Severity.WARNING,
    summary: 'A workload or a HelmRelease is in the namespace default.',
    why:
      'Quotas, network policies, rights and Pod Security are given to namespaces. What shares the namespace default shares all of them, and ' +
      'whatever forgets its namespace lands beside it.',
    fix: 'Give it a namespace of its own.',
    references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
    kinds: WORKLOADS,
  };

  public check({ manifests }: RuleContext): Finding[] {
    return WORKLOADS.flatMap((kind) => manifests.ofKind(kind)).flatMap((manifest) => {
      const field = defaultNamespaceIn(manifest);
      return field ? [new Finding(field, `${manifest} runs in the namespace default`)] : [];
    });
  }
}

/** The target of a release where that is the namespace, else the namespace of the object itself. */
function defaultNamespaceIn(manifest: Manifest): Field | undefined {
  const target = manifest.at('spec', 'targetNamespace');
  const isTarget = manifest.id.qualifiedKind === Kind.HELM_RELEASE && target.text() === 'default';
  const field = isTarget ? target : manifest.at('metadata', 'namespace');
  return field.text() === 'default' ? field : undefined;
}
