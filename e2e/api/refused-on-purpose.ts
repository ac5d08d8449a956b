import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import { verify } from '../../src/verification/verify';
import { contextsOf } from '../../test/support/rule-fixture';
import { type ObjectDocument, ROOT } from './documents';
import { RULES } from './schema-rules';

const ENCRYPTED = 'text that stands for a value encrypted with SOPS';
const SHAPE = 'a fixture of what a rule has to survive: a shape that no server accepts, and of which others speak';

/** Rules of other groups that report what the server would refuse, in the place of a rule about schemas. */
const INSTEAD = [
  'confused-kustomization-kinds',
  'inconsistent-sharding',
  'invalid-artifact-copy',
  'misplaced-flux-instance',
  'missing-component',
];

/** What the server says of a file, or of the object that starts at a line, and why it is not held against the fixture. */
const ON_PURPOSE: readonly (readonly [place: string, says: RegExp, reason: string])[] = [
  ['src/rules/api/ambiguous-yaml/good.yaml:6', /valueFrom: Invalid value/, SHAPE],
  ['src/rules/api/flux-v1-object/good.yaml:10', /annotations: expected map/, SHAPE],
  ['src/rules/helm/drift-correction-fights-autoscaler/good.yaml:112', /scaleTargetRef.kind: Required/, SHAPE],
  ['src/rules/kustomize/confused-kustomization-kinds/good.yaml:50', /\.resources: field not declared/, SHAPE],
  ['src/rules/kustomize/confused-kustomization-kinds/good.yaml:59', /spec.ports: Required/, SHAPE],
  ['src/rules/kustomize/crd-not-provided/good-known-groups.yaml', /could not find the requested resource|should be a domain/, SHAPE],
  ['src/rules/kustomize/ineffective-control-annotation/good.yaml:63', /expected string/, SHAPE],
  ['src/rules/kustomize/remote-base/good.yaml', /\.resources: field not declared/, SHAPE],
  ['src/rules/kustomize/kustomize-build-fails/good.yaml', /key "key" already set in map/, SHAPE],
  ['src/rules/kustomize/kustomize-build-fails/good-braces.yaml', /invalid map key/, SHAPE],
  ['src/rules/security/plaintext-secret/good.yaml:19', /nothing: expected string/, SHAPE],
  ['src/rules/structure/workload-in-default-namespace/good.yaml:12', /targetNamespace: field not declared/, SHAPE],
  ['src/rules/tenancy/allowlist-denies-own-source/good.yaml', /undeclared reference to 'params'/, SHAPE],
];

/** Why an object that stands among valid ones is refused; undefined where nobody knew. */
export function whyRefused({ origin, value, body }: ObjectDocument, message: string): string | undefined {
  const text = typeof body === 'string' ? body : JSON.stringify(value);
  if (/\$\{|<</.test(text)) return 'text that Flux or its operator fills in before it is applied';
  if (/ENC\[/.test(text)) return ENCRYPTED;
  if (/copyFrom/.test(text) && /data\[.dockerconfigjson\]: Required/.test(message))
    return 'a Secret that the Flux Operator fills before it applies it';
  const [file, line] = origin.split(':');
  if (existsSync(join(ROOT, file)) && reportedLines(file).has(Number(line))) return 'refused by us as well: another rule reports it';
  return ON_PURPOSE.find(([place, says]) => (origin === place || origin.startsWith(`${place}:`)) && says.test(message))?.[2];
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
