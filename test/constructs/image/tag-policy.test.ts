import { Duration } from 'cdk8s';
import { DigestReflection, TagPolicy } from '../../../src';
import { errorOf } from '../../support/synth';

const fieldsOf = ({ _policy: policy, _filterTags: filterTags }: TagPolicy) => ({ policy, filterTags });

test.each<[string, TagPolicy, object]>([
  ['versions', TagPolicy.semver('>=1.0.0 <2.0.0'), { policy: { semver: { range: '>=1.0.0 <2.0.0' } } }],
  [
    'versions within tags',
    TagPolicy.semver('1.x', '^(?P<version>.+)-alpine$', 'version'),
    { policy: { semver: { range: '1.x' } }, filterTags: { pattern: '^(?P<version>.+)-alpine$', extract: '$version' } },
  ],
  [
    'dates',
    TagPolicy.newestBy('^main-[a-f0-9]+-(?P<ts>[0-9]+)$', 'ts'),
    { policy: { alphabetical: { order: 'asc' } }, filterTags: { pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]+)$', extract: '$ts' } },
  ],
  ['whole tags', TagPolicy.newestBy('^\\d{8}$'), { policy: { alphabetical: { order: 'asc' } }, filterTags: { pattern: '^\\d{8}$' } }],
  [
    'numbers, by the number of a group',
    TagPolicy.highest('^build-([0-9]+)$', '1'),
    { policy: { numerical: { order: 'asc' } }, filterTags: { pattern: '^build-([0-9]+)$', extract: '$1' } },
  ],
])('selects by %s, and never the oldest', (_, tags, fields) => {
  expect(fieldsOf(tags)).toEqual({ filterTags: undefined, ...fields });
});

test.each<[() => unknown, string[]]>([
  [
    () => TagPolicy.semver('newest'),
    ['TagPolicy.semver(): range must be a range of semantic versions such as \'1.x\', got "newest".', "  fix: TagPolicy.semver('1.x')"],
  ],
  [
    () => TagPolicy.newestBy('^(?!latest).*(?P<ts>[0-9]+)$', 'ts'),
    [
      'TagPolicy.newestBy(): pattern must be a regular expression of Go (RE2); it has a negative lookahead, which RE2 does not know, ' +
        'got "^(?!latest).*(?P<ts>[0-9]+)$".',
      '  fix: say what tags look like, not what they must not: ^main-[a-f0-9]+-(?P<ts>[0-9]+)$',
    ],
  ],
  [
    () => TagPolicy.highest('^build-([0-9]+$', '1'),
    [
      'TagPolicy.highest(): pattern must be a regular expression of Go (RE2); unterminated group, got "^build-([0-9]+$".',
      "  fix: '^v[0-9.]+$'",
    ],
  ],
  [
    () => TagPolicy.newestBy('^main-(?P<ts>[0-9]+)$', 'timestamp'),
    ['TagPolicy.newestBy(): group must be a group of the pattern (ts), got "timestamp".', "  fix: 'ts'"],
  ],
  [
    () => TagPolicy.highest('^build-([0-9]+)$', 'number'),
    [
      'TagPolicy.highest(): group must be a group of the pattern, which has none with a name, got "number".',
      '  fix: put (?P<number>…) into the pattern',
    ],
  ],
  [() => TagPolicy.highest(''), ['TagPolicy.highest(): pattern must be a regular expression of Go (RE2), got "".', "  fix: '^v[0-9.]+$'"]],
])('%# is refused, with what works', (act, lines) => {
  expect(errorOf(act)).toBe(lines.join('\n'));
});

test('only the reflection that goes on has an interval', () => {
  const fields = [DigestReflection.never(), DigestReflection.ifNotPresent(), DigestReflection.always(Duration.minutes(10))];

  expect(fields.map(({ policy, interval }) => [policy, interval])).toEqual([
    ['Never', undefined],
    ['IfNotPresent', undefined],
    ['Always', '10m'],
  ]);
});

test('an interval below a second is refused', () => {
  expect(errorOf(() => DigestReflection.always(Duration.millis(10)))).toBe(
    [
      'DigestReflection.always(): interval must be a duration of whole seconds, one at least, got "10ms".',
      '  fix: interval: Duration.seconds(1)',
    ].join('\n'),
  );
});
