import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { FluxVersion } from '../../../primitives/flux-version';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { checksHealth } from '../../../verification/health';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { kustomizationFiles } from '../../kustomize/kustomization-files';

/** A field that does nothing, or soon will not. */
interface InertField {
  readonly kind: string;
  readonly path: readonly string[];
  readonly does: string;
  readonly instead: string;
  readonly since?: FluxVersion;
  /** Whether removing it changes nothing. */
  readonly isRemovable?: boolean;
  /** When it is inert; always where it is missing. */
  readonly when?: (manifest: Manifest, field: Field) => boolean;
}

const appliesOnServer = (manifest: Manifest) => manifest.at('spec', 'upgrade', 'serverSideApply').text() !== 'disabled';

const FIELDS: readonly InertField[] = [
  {
    kind: Kind.KUSTOMIZATION,
    path: ['spec', 'healthCheckExprs'],
    does: 'does nothing without wait or healthChecks: they say what is checked',
    instead: 'Set wait: true, or list the objects in healthChecks.',
    when: (kustomization, field) => !field.isEmpty() && !checksHealth(kustomization),
  },
  {
    kind: Kind.HELM_RELEASE,
    path: ['spec', 'install', 'skipCRDs'],
    does: 'is ignored: the policy in install.crds decides',
    instead: 'Write `crds: Skip` in its place if CRDs are to be skipped, otherwise remove it.',
  },
  {
    kind: Kind.HELM_RELEASE,
    path: ['spec', 'rollback', 'recreate'],
    does: 'does nothing since Flux 2.8',
    instead: 'Remove it.',
    since: FluxVersion.V2_8,
    isRemovable: true,
  },
  {
    kind: Kind.HELM_RELEASE,
    path: ['spec', 'upgrade', 'force'],
    does: 'is ignored while Helm applies on the server, which it does since Flux 2.8',
    instead: 'Remove it, or set upgrade.serverSideApply to disabled.',
    since: FluxVersion.V2_8,
    when: (manifest, field) => field.isTrue() && appliesOnServer(manifest),
  },
  {
    kind: Kind.ALERT,
    path: ['spec', 'summary'],
    does: 'is deprecated',
    instead: 'Use eventMetadata.summary.',
  },
  {
    kind: Kind.PROVIDER,
    path: ['spec', 'interval'],
    does: 'does nothing: a Provider is not reconciled',
    instead: 'Remove it.',
    isRemovable: true,
  },
  { kind: Kind.PROVIDER, path: ['spec', 'proxy'], does: 'is deprecated', instead: 'Use proxySecretRef.' },
  {
    kind: Kind.HELM_REPOSITORY,
    path: ['spec', 'accessFrom'],
    does: 'does nothing: no controller reads it',
    instead: 'Remove it, and run the controllers with --no-cross-namespace-refs.',
    isRemovable: true,
  },
];

/** A field is set that Flux ignores or is about to. */
export class DeprecatedOrInertField implements IRule {
  public readonly meta: RuleMeta = {
    id: 'deprecated-or-inert-field',
    severity: Severity.WARNING,
    summary: 'A field is deprecated, or Flux does nothing with it; in a kustomization file that is only mentioned.',
    why: 'The API server accepts the field, so nobody notices that it has no effect, or that the next release will not have it.',
    fix: 'Use what replaces the field, or remove it.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/',
      'https://fluxcd.io/flux/components/notification/alerts/',
      'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
    ],
    kinds: [Kind.HELM_RELEASE, Kind.HELM_REPOSITORY, Kind.PROVIDER, Kind.ALERT],
    fields: ['spec.healthCheckExprs'],
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    return [...inObjects(context), ...inKustomizationFiles(context)];
  }
}

function inObjects(context: RuleContext): Finding[] {
  return FIELDS.filter(({ since }) => since === undefined || context.isAtLeast(since)).flatMap((inert) =>
    context.manifests.ofKind(inert.kind).flatMap((manifest): readonly Finding[] => {
      const field = manifest.at(...inert.path);
      if (!field.exists || !(inert.when?.(manifest, field) ?? true)) return [];
      const edits = inert.isRemovable ? [Edit.remove(field)] : [];
      return [new Finding(field, `${manifest}: ${field.path} ${inert.does}`, { fix: inert.instead, edits })];
    }),
  );
}

/** Fields of kustomization files that kustomize still reads, and what it has instead. */
const REPLACED: Readonly<Record<string, string>> = {
  bases: 'resources',
  patchesStrategicMerge: 'patches',
  patchesJson6902: 'patches',
  commonLabels: 'labels',
  vars: 'replacements',
};

function inKustomizationFiles(context: RuleContext): Finding[] {
  return kustomizationFiles(context).flatMap((file) =>
    Object.entries(REPLACED).flatMap(([name, instead]) => {
      const field = file.at(name);
      if (!field.exists) return [];
      const fix = `Use ${instead}; \`kustomize edit fix\` rewrites the file.`;
      return [new Finding(field, `kustomize deprecates ${name} of a kustomization file`, { severity: Severity.INFO, fix })];
    }),
  );
}
