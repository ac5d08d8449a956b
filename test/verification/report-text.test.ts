import { Manifest } from '../../src/manifests/manifest';
import { Place } from '../../src/manifests/place';
import { Finding } from '../../src/verification/finding';
import { Judged } from '../../src/verification/judged';
import { reportText, summaryText } from '../../src/verification/report-text';
import { RuleMeta } from '../../src/verification/rule';
import { Severity } from '../../src/verification/severity';

const rule = (id: string): RuleMeta => ({
  id,
  severity: Severity.WARNING,
  summary: 'S.',
  why: `Why ${id}.`,
  fix: `Fix ${id}.`,
  references: [],
});

interface Case extends Partial<Omit<Judged, 'rule'>> {
  readonly rule?: string;
  readonly place?: Place;
  readonly path?: string[];
  readonly message?: string;
  readonly fix?: string;
}

const IN_FILE: Place = { file: 'apps/a.yaml', line: 3, column: 5 };
const IN_PROGRAM: Place = { construct: "ConfigMap 'edge/a'", file: 'src/fleet.ts', line: 9, column: 2 };

function judged({ place = IN_FILE, path = ['data'], message = 'ConfigMap apps/a is wrong', fix, ...rest }: Case = {}): Judged {
  const manifest = new Manifest(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'apps' } },
    { origin: { place: () => place } },
  );
  const finding = new Finding(manifest.at(...path), message, { fix });
  return { severity: Severity.WARNING, clusters: ['edge'], ...rest, rule: rule(rest.rule ?? 'one'), finding };
}

const ACCEPTED: Case = { waiver: { rule: 'one', reason: 'R.', at: judged().finding.field, covers: () => true } };

/** The report as its lines. */
const report = (...cases: Case[]): string[] => reportText(cases.map(judged)).split('\n');

test('a finding says what is wrong, where, why, and what to change', () => {
  expect(report({})).toEqual([
    'warning[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    '  why: Why one.',
    '  fix: Fix one.',
    '',
  ]);
});

test.each<[string, Case, string]>([
  ['in a file is that of its field', {}, 'apps/a.yaml:3:5 (data)'],
  ['about an object as a whole names no field', { path: [] }, 'apps/a.yaml:3:5'],
  ['about a file as a whole has no line', { place: { file: 'a.yaml' }, path: [] }, 'a.yaml'],
  ['in a program names the construct and the line', { place: IN_PROGRAM }, "ConfigMap 'edge/a' (data), src/fleet.ts:9:2"],
  ['in a program that tells no lines names the construct', { place: { construct: "ConfigMap 'edge/a'" } }, "ConfigMap 'edge/a' (data)"],
])('the place of a finding %s', (_, one, expected) => {
  expect(report(one)[1]).toBe(`  at:  ${expected}`);
});

test('a finding names the other objects that have it', () => {
  expect(report({ alike: ['ConfigMap apps/b'] })[0]).toBe('warning[one] ConfigMap apps/a is wrong; the same holds for ConfigMap apps/b');
});

test('what one line of a program makes ten times is one finding', () => {
  const cases = Array.from({ length: 10 }, (_, index) => ({ place: { ...IN_PROGRAM, construct: `ConfigMap 'c${index}/a'` } }));
  expect(report(...cases)).toEqual([
    'warning[one] ConfigMap apps/a is wrong',
    "  at:  ConfigMap 'c0/a' (data), src/fleet.ts:9:2, and 9 more from the same line",
    '  why: Why one.',
    '  fix: Fix one.',
    '',
  ]);
  expect(summaryText(cases.map(judged))).toBe('1 warning');
});

test.each<[string, Case]>([
  ['another rule', { rule: 'two' }],
  ['another severity', { severity: Severity.ERROR }],
  ['another message', { message: 'it is worse' }],
  ['another field', { path: ['metadata'] }],
  ['another file', { place: { ...IN_PROGRAM, file: 'src/other.ts' } }],
  ['another line', { place: { ...IN_PROGRAM, line: 10 } }],
  ['another column', { place: { ...IN_PROGRAM, column: 3 } }],
])('%s makes two findings', (_, other) => {
  expect(summaryText([{ place: IN_PROGRAM }, { place: IN_PROGRAM, ...other }].map(judged))).not.toMatch(/^1 \w+$/);
});

test('without lines, as for a program in another language, the same words at the same field are one finding', () => {
  const cases = ["ConfigMap 'a'", "ConfigMap 'b'"].map((construct) => ({ place: { construct } }));
  expect(report(...cases)[1]).toBe("  at:  ConfigMap 'a' (data), and 1 more like it");
  expect(summaryText([...cases, { ...cases[0], message: 'it is worse' }].map(judged))).toBe('2 warnings');
});

test('findings of one rule that follow each other share why and fix', () => {
  const other = { place: { ...IN_FILE, line: 7 } };
  expect(report({}, other, { rule: 'two' })).toEqual([
    'warning[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    'warning[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:7:5 (data)',
    '  why: Why one.',
    '  fix: Fix one.',
    '',
    'warning[two] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    '  why: Why two.',
    '  fix: Fix two.',
    '',
  ]);
});

test('a fix of its own is told for each of them', () => {
  expect(report({ fix: 'rename a' }, { message: 'worse' })).toEqual([
    'warning[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    '  fix: rename a',
    'warning[one] worse',
    '  at:  apps/a.yaml:3:5 (data)',
    '  why: Why one.',
    '  fix: Fix one.',
    '',
  ]);
});

test('findings of one rule that matter differently share nothing', () => {
  expect(report({ severity: Severity.ERROR }, {})).toEqual([
    'error[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    '  why: Why one.',
    '  fix: Fix one.',
    '',
    'warning[one] ConfigMap apps/a is wrong',
    '  at:  apps/a.yaml:3:5 (data)',
    '  why: Why one.',
    '  fix: Fix one.',
    '',
  ]);
});

test('what is accepted is left out, and counted', () => {
  expect(report(ACCEPTED)).toEqual(['']);
  expect(report({}, ACCEPTED)).toEqual(report({}));
  expect(summaryText([{}, ACCEPTED, ACCEPTED].map(judged))).toBe('1 warning, 2 accepted');
  expect(summaryText([ACCEPTED].map(judged))).toBe('1 accepted');
});

test('the summary counts by severity, and leaves out what there is none of', () => {
  const severities = [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.INFO, Severity.INFO];
  const all = severities.map((severity, index) => judged({ severity, message: `${index}` }));
  expect(summaryText(all)).toBe('2 errors, 1 warning, 3 infos');
  expect(summaryText(all.slice(3, 4))).toBe('1 info');
  expect(summaryText([])).toBe('no findings');
});
