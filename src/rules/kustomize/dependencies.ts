import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { ObjectId } from '../../manifests/object-id';
import { syncsOf } from '../../verification/applying';
import { resolve } from '../../verification/existence';
import { Reference, referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** An entry of dependsOn that names nothing. */
export interface MissingDependency {
  readonly reference: Reference;
  /** A release where a Kustomization is meant, or the reverse. */
  readonly sameNameOfOtherKind?: Manifest;
}

/** The kinds of which everything stands in the repository: charts and controllers make none of them. */
const WRITTEN_KINDS: readonly string[] = [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.RESOURCE_SET, Kind.RESOURCE_SET_INPUT_PROVIDER];

const OTHER_KIND: Readonly<Record<string, string>> = {
  [Kind.KUSTOMIZATION]: Kind.HELM_RELEASE,
  [Kind.HELM_RELEASE]: Kind.KUSTOMIZATION,
};

/** The entries of dependsOn that name nothing that the cluster has. */
export function missingDependencies(context: RuleContext): MissingDependency[] {
  return referencesIn(context.manifests)
    .for('dependency')
    .filter(
      ({ to }) => isLiteral(to) && WRITTEN_KINDS.includes(to.qualifiedKind) && !resolve(context, to).exists && !isUnseenSync(context, to),
    )
    .map((reference) => ({ reference, sameNameOfOtherKind: otherKind(context, reference) }));
}

/** A variable or a template that is left says that nobody knows the name yet. */
function isLiteral({ name, namespace = '' }: ObjectId): boolean {
  return !/\$\{|<</.test(`${name}${namespace}`);
}

/** `flux bootstrap` writes its sync into the repository when it runs for the first time. */
function isUnseenSync(context: RuleContext, { name, namespace }: ObjectId): boolean {
  return name === 'flux-system' && namespace === 'flux-system' && syncsOf(context).length === 0;
}

function otherKind({ manifests }: RuleContext, { from, to }: Reference): Manifest | undefined {
  const other = from.id.qualifiedKind === to.qualifiedKind ? OTHER_KIND[to.qualifiedKind] : undefined;
  if (other === undefined) return undefined;
  const dot = other.indexOf('.');
  return manifests.find(new ObjectId(other.slice(dot + 1), other.slice(0, dot), to.name, to.namespace));
}
