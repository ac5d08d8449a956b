import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { containersOf, Workload, WORKLOAD_KINDS, workloadsIn } from '../podspec';

/** The level of pod security that a namespace enforces. */
const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';

/** Something that a pod is allowed, in words, and where that is written. */
interface Weakness {
  readonly field: Field;
  readonly text: string;
}

/** A pod may do what it need not. */
export class WeakenedPodSecurity implements IRule {
  public readonly meta: RuleMeta = {
    id: 'weakened-pod-security',
    severity: Severity.WARNING,
    summary: 'A workload is privileged, shares a namespace of its node, or may run as root.',
    why:
      'A privileged container, or one that shares a namespace of its node, owns the node and what else runs there; one that may gain ' +
      'privileges or that runs as root is a step away from it. Where only runAsNonRoot is missing, it is a warning in production too. ' +
      'A namespace that says pod-security.kubernetes.io/enforce: privileged is for such workloads, and nothing in it is reported; a ' +
      'DaemonSet of a kube- namespace is for information only.',
    fix: 'Set runAsNonRoot: true and allowPrivilegeEscalation: false in the security context, and remove what weakens it.',
    references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
    raisedInProduction: true,
    kinds: WORKLOAD_KINDS,
  };

  public check({ manifests }: RuleContext): Finding[] {
    return workloadsIn(manifests).flatMap((workload) => {
      const { manifest, pod } = workload;
      const containers = containersOf(pod);
      const namespace = manifests.find(new ObjectId('', 'Namespace', manifest.namespace ?? 'default'));
      if (containers.length === 0 || namespace?.label(ENFORCE_LABEL) === 'privileged' || pod.at('os', 'name').text() === 'windows')
        return [];

      const weak = [...ofPod(pod), ...containers.flatMap((container) => [...ofContainer(container), ...ofLayer(workload, container)])];
      const rooted = containers.filter((container) => mayBeRoot(pod, container));
      if (weak.length === 0 && rooted.length === 0) return [];
      const lacks = rooted.length === 0 ? [] : [`lacks runAsNonRoot in ${rooted.map(nameOf).join(', ')}`];
      const field = weak[0]?.field ?? rootField(pod, rooted[0]);
      const severity = isPartOfNode(manifest) ? Severity.INFO : weak.length === 0 ? Severity.WARNING : undefined;
      return [new Finding(field, `${manifest} ${[...weak.map(({ text }) => text), ...lacks].join(', ')}`, { severity })];
    });
  }
}

/** What runs on every node for Kubernetes itself, as networks and storage do, has to reach the node. */
function isPartOfNode({ id }: Manifest): boolean {
  return id.qualifiedKind === Kind.DAEMON_SET && (id.namespace?.startsWith('kube-') ?? false);
}

function ofPod(pod: Field): Weakness[] {
  return ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((key) => {
    return pod.at(key).isTrue() ? [{ field: pod.at(key), text: `has ${key}` }] : [];
  });
}

function ofContainer(container: Field): Weakness[] {
  const context = container.at('securityContext');
  return [
    ...(context.at('privileged').isTrue()
      ? [{ field: context.at('privileged'), text: `has privileged container ${nameOf(container)}` }]
      : []),
    ...(context.at('allowPrivilegeEscalation').isTrue()
      ? [{ field: context.at('allowPrivilegeEscalation'), text: `lets ${nameOf(container)} gain privileges` }]
      : []),
  ];
}

/** A root file system that a patch makes writable: the field is written elsewhere than the container. */
function ofLayer({ manifest }: Workload, container: Field): Weakness[] {
  const field = container.at('securityContext', 'readOnlyRootFilesystem');
  const { file } = field.place;
  if (field.value !== false || file === undefined || file === manifest.root.place.file) return [];
  return [{ field, text: `has a writable root file system in ${nameOf(container)} because of ${file}` }];
}

/** What a container says of itself wins over what its pod says. A user that is not root is as good. */
function mayBeRoot(pod: Field, container: Field): boolean {
  const effective = (key: string): unknown => container.at('securityContext', key).value ?? pod.at('securityContext', key).value;
  const [isNonRoot, user] = [effective('runAsNonRoot'), effective('runAsUser')];
  // What is a variable still may be anything.
  if (typeof isNonRoot === 'string' || typeof user === 'string') return false;
  return isNonRoot !== true && !(typeof user === 'number' && user > 0);
}

function rootField(pod: Field, container: Field): Field {
  const own = container.at('securityContext', 'runAsNonRoot');
  return own.exists ? own : pod.at('securityContext', 'runAsNonRoot');
}

function nameOf(container: Field): string {
  return container.at('name').text() ?? 'a container';
}
