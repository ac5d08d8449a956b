import { namedInputs } from '../../../src/manifests/resource-set/named-inputs';

const brief = (resourcesTemplate: string) => namedInputs({ spec: { resourcesTemplate } }).map(({ input, isCertain }) => [input, isCertain]);

test.each<[string, [string, boolean][]]>([
  [
    '<< inputs.a >> << inputs.b.c | default (lower inputs.d) >>',
    [
      ['a', true],
      ['b', true],
      ['d', true],
    ],
  ],
  [
    '<< if inputs.a >><< inputs.b >><< else >><< inputs.c >><< end >>',
    [
      ['a', true],
      ['b', false],
      ['c', false],
    ],
  ],
  [
    '<< or inputs.a inputs.b >>',
    [
      ['a', true],
      ['b', false],
    ],
  ],
  ['<< range inputs.a >><< .b >><< end >>', [['a', true]]],
  ['<< inputs.a', []],
  ['inputs.a << "inputs.b" >>', []],
])('%s names these inputs', (template, expected) => {
  expect(brief(template)).toEqual(expected);
});

test('an input is told with its template', () => {
  const steps = [{ name: 'one', resources: [{ kind: 'X', a: '<< inputs.tag >>' }] }];
  expect(namedInputs({ spec: { steps } })).toEqual([{ template: ['spec', 'steps', 0, 'resources', 0], input: 'tag', isCertain: true }]);
});
