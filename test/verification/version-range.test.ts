import { FluxVersion } from '../../src/primitives/flux-version';
import { holdsFor } from '../../src/verification/version-range';

test.each([
  ['2.8', [false, true, false]],
  ['=2.8', [false, true, false]],
  ['>=2.8', [false, true, true]],
  ['<=2.8', [true, true, false]],
  ['>2.8', [false, false, true]],
  ['<2.8', [true, false, false]],
  ['>=2.7 <2.9', [true, true, false]],
  [' >2.7,  <2.9 ', [false, true, false]],
  ['<2.10', [true, true, true]],
  ['<3.0', [true, true, true]],
  ['>1.99', [true, true, true]],
  ['', [true, true, true]],
])('%j holds for 2.7, 2.8 and 2.9: %j', (range, expected) => {
  expect([FluxVersion.V2_7, FluxVersion.V2_8, FluxVersion.V2_9].map((version) => holdsFor(range, version))).toEqual(expected);
});

test.each(['2', 'v2.8', '2.8.1', '~2.8', '>=2.8 or newer'])('%j is no range', (range) => {
  expect(() => holdsFor(range, FluxVersion.V2_8)).toThrow(`'${range}' is no range of Flux releases; write e.g. '>=2.9'`);
});
