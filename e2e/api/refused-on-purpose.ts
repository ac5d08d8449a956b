import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import { verify } from '../../src/verification/verify';
import { contextsOf } from '../../test/support/rule-fixture';
import { type ObjectDocument, ROOT } from './documents';
import { whyFilledInLater } from './filled-in-later';
import { RULES } from './schema-rules';

const COPY_FROM = 'fluxcd.controlplane.io/copyFrom';
const SHAPE = 'a fixture of what a rule has to survive: a shape that no server accepts, and of which others speak';

/** Rules of other groups that report what the server would refuse, in the place of a rule about schemas. */
const INSTEAD = [
  'confused-kustomization-kinds',
  'inconsistent-sharding',
  'invalid-artifact-copy',
  'misplaced-flux-instance',
  'missing-component',
];

/** An object of a fixture that the server refuses, and that is meant to be as it is. */
interface OnPurpose {
  /** The file, below `src/rules/`, and the name of the object. */
  readonly place: string;
  /** All that the server may say of it. */
  readonly says: RegExp;
}

const ON_PURPOSE: readonly OnPurpose[] = [
  { place: 'api/ambiguous-yaml/good.yaml web', says: /valueFrom: Invalid value/ },
  { place: 'api/flux-v1-object/good.yaml odd', says: /annotations: expected map/ },
  { place: 'helm/drift-correction-fights-autoscaler/good.yaml nothing', says: /scaleTargetRef.kind: Required/ },
  { place: 'kustomize/confused-kustomization-kinds/good.yaml text', says: /\.resources: field not declared/ },
  { place: 'kustomize/confused-kustomization-kinds/good.yaml other', says: /spec.ports: Required/ },
  { place: 'kustomize/crd-not-provided/good-known-groups.yaml review', says: /could not find the requested resource/ },
  { place: 'kustomize/crd-not-provided/good-known-groups.yaml widgets.apps', says: /should be a domain/ },
  { place: 'kustomize/foreign-expression-substituted/good.yaml three', says: /\.data\.hosts: expected string/ },
  { place: 'kustomize/ineffective-control-annotation/good.yaml shapes', says: /expected string/ },
  { place: 'kustomize/remote-base/good.yaml values', says: /\.resources: field not declared/ },
  { place: 'kustomize/kustomize-build-fails/good.yaml twice', says: /key "key" already set in map/ },
  { place: 'kustomize/kustomize-build-fails/good-braces.yaml unquoted', says: /invalid map key/ },
  { place: 'security/plaintext-secret/good.yaml empty', says: /nothing: expected string/ },
  { place: 'source/external-artifact-not-generated/good.yaml variable', says: /artifact names must be valid Kubernetes object names/ },
  { place: 'structure/workload-in-default-namespace/good.yaml default', says: /targetNamespace: field not declared/ },
  { place: 'tenancy/allowlist-denies-own-source/good.yaml strange', says: /undeclared reference to 'params'/ },
];

const used = new Set<OnPurpose>();

/** Why an object that stands among valid ones is refused; undefined where nobody knew. */
export function whyRefused({ origin, value }: ObjectDocument, message: string): string | undefined {
  const later = whyFilledInLater(value, message);
  if (later !== undefined) return later;
  const isCopy = (value.metadata.annotations as any)?.[COPY_FROM] !== undefined;
  if (isCopy && /data\[.dockerconfigjson\]: Required/.test(message)) return 'a Secret that the Flux Operator fills before it applies it';
  const [file, line] = origin.split(':');
  const place = `${file} ${value.metadata.name}`.replace('src/rules/', '');
  const known = ON_PURPOSE.find((one) => one.place === place && one.says.test(message));
  if (known) {
    used.add(known);
    return SHAPE;
  }
  if (existsSync(join(ROOT, file)) && reportedLines(file).has(Number(line))) return 'refused by us as well: another rule reports it';
  return undefined;
}

/** Excuses that excuse nothing any more. */
export function unusedExcuses(): string[] {
  return ON_PURPOSE.filter((one) => !used.has(one)).map(({ place }) => place);
}

const reported = new Map<string, Set<number | undefined>>();

/** Lines at which objects start that a rule about schemas reports. */
function reportedLines(file: string): Set<number | undefined> {
  let lines = reported.get(file);
  if (!lines) {
    const rules = ALL_RULES.filter(({ meta }) => [...RULES, ...INSTEAD].includes(meta.id));
    const found = contextsOf(readFileSync(join(ROOT, file), 'utf8')).flatMap((context) => verify(context, rules));
    lines = new Set(found.map(({ finding }) => finding.field.manifest.root.place.line));
    reported.set(file, lines);
  }
  return lines;
}
