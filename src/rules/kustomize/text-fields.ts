import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { groupOf } from '../../manifests/object-id';
import { ObjectPath } from '../../manifests/substitution/substituted-object';
import { crdOf } from '../../schemas/crds';
import { StructuralSchema } from '../../schemas/custom-resource-definition';

/** Kinds of Kubernetes that have a template of a pod, or are one. */
const WORKLOADS: readonly string[] = [
  Kind.POD,
  Kind.DEPLOYMENT,
  Kind.STATEFUL_SET,
  Kind.DAEMON_SET,
  Kind.REPLICA_SET,
  Kind.JOB,
  Kind.CRON_JOB,
];

/** Maps and lists of a workload with nothing but texts in them. */
const TEXTS_OF_WORKLOAD = ['labels', 'annotations', 'matchLabels', 'nodeSelector', 'command', 'args'];

/** Whether a field takes text and nothing else. Of fields that are not known nobody can tell. */
export function takesOnlyText(manifest: Manifest, path: ObjectPath): boolean {
  const [first, second] = path;
  const { qualifiedKind } = manifest.id;
  if (first === 'metadata') return path.length === 2 || second === 'labels' || second === 'annotations';
  if (qualifiedKind === Kind.CONFIG_MAP) return first === 'data';
  if (qualifiedKind === Kind.SECRET) return first === 'data' || first === 'stringData';
  if (WORKLOADS.includes(qualifiedKind)) return isTextOfWorkload(path);
  return schemaAt(manifest, path)?.type === 'string';
}

/** The name or the value of a variable, or an entry of a map or list of texts. */
function isTextOfWorkload(path: ObjectPath): boolean {
  return path[path.length - 3] === 'env' || TEXTS_OF_WORKLOAD.includes(String(path[path.length - 2]));
}

function schemaAt({ apiVersion, kind }: Manifest, path: ObjectPath): StructuralSchema | undefined {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const versions = crdOf(groupOf(apiVersion), kind)?.spec.versions ?? [];
  let schema: StructuralSchema | undefined = versions.find(({ name }) => name === version)?.schema.openAPIV3Schema;
  for (const step of path) schema = typeof step === 'number' ? schema?.items : childOf(schema, step);
  return schema;
}

function childOf(schema: StructuralSchema | undefined, key: string): StructuralSchema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
