import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { measureReach } from '../scripts/reach/measure';
import { coveragePage } from '../scripts/reach/page';

const BINDINGS = `
export class Widget { public static readonly GVK = { apiVersion: 'acme.io/v1', kind: 'Widget', }; }
export interface WidgetSpec {
  /** @schema WidgetSpec#literal */
  readonly literal?: WidgetSpecPart;
  /** @schema WidgetSpec#passed */
  readonly passed?: WidgetSpecPassed;
  /** @schema WidgetSpec#shaped */
  readonly shaped?: WidgetSpecShaped[];
  /** @schema WidgetSpec#keyed */
  readonly keyed?: WidgetSpecKeyed;
  /** @schema WidgetSpec#untypedURL */
  readonly untypedUrl?: WidgetSpecUntyped;
  /** @schema WidgetSpec#spread */
  readonly spread?: string;
  /** @schema WidgetSpec#forgotten */
  readonly forgotten?: WidgetSpecForgotten;
}
${['Part', 'Passed', 'Shaped', 'Keyed', 'Untyped', 'Forgotten']
  .map((name) => `export interface WidgetSpec${name} { readonly one?: string; readonly two?: string }`)
  .join('\n')}
export class Gadget { public static readonly GVK = { apiVersion: 'acme.io/v1', kind: 'Gadget', }; }
export interface GadgetSpec { readonly only?: string }
`;

const CONSTRUCT = `
import { WidgetSpec, WidgetSpecForgotten, WidgetSpecPassed, WidgetSpecShaped } from '../../imports/acme.io';
export interface WidgetProps { readonly passed: WidgetSpecPassed; readonly values?: any }
interface Private { readonly forgotten?: WidgetSpecForgotten }
function spread(): { spread?: string } { return {}; }
function shape(): { one: string } { return { one: '' }; }
export function render(props: WidgetProps, key: string): WidgetSpec {
  return {
    literal: { one: '' },
    passed: props.passed,
    shaped: key ? ([shape()] as WidgetSpecShaped[]) : undefined,
    keyed: { [key]: '' },
    untypedUrl: props.values,
    ...spread(),
  };
}
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coverage-test-'));
  const files = {
    'imports/acme.io.ts': BINDINGS,
    'src/constructs/widget.ts': CONSTRUCT,
    'src/index.ts': "export * from './constructs/widget';",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const measure = () =>
  measureReach(root, [
    { group: 'acme.io', kind: 'Gadget' },
    { group: 'acme.io', kind: 'Widget' },
  ]);

test('a field is reached by a literal, a prop, a shape or a spread, and by nothing else', () => {
  const [, widget] = measure();
  const reached = widget.fields.map(({ name, reached, below, computedKey }) => {
    return [name, reached, computedKey ? 'computed key' : below.filter((field) => field.reached).map((field) => field.name)];
  });
  expect(reached).toEqual([
    ['literal', true, ['one']],
    ['passed', true, ['one', 'two']],
    ['shaped', true, ['one']],
    ['keyed', true, 'computed key'],
    ['untypedURL', true, ['one', 'two']],
    ['spread', true, []],
    ['forgotten', false, []],
  ]);
  expect(widget.files).toEqual(['src/constructs/widget.ts']);
});

test('the page lists what is missing, and the kinds without a construct', () => {
  const page = coveragePage(measure());
  expect(page).toContain('| Gadget | `acme.io` | raw binding only | | |');
  expect(page).toContain('| [Widget](#widget) | `acme.io` | yes | 6 of 7 | 6 of 10 |');
  expect(page).toContain('| `literal` | yes | 1 of 2 | `two` |');
  expect(page).toContain('| `keyed` | yes | 2 fields, chosen at run time | |');
  expect(page).toContain('| `forgotten` | no | 0 of 2 | |');
  expect(page).toContain('- Gadget (`acme.io`): `only`');
});

test('a kind without bindings is an error', () => {
  expect(() => measureReach(root, [{ group: 'acme.io', kind: 'Gizmo' }])).toThrow(
    'imports/acme.io.ts must declare the spec of Gizmo.\n  fix: npm run import',
  );
});
