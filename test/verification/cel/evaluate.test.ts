import { evaluateCel, UNKNOWN } from '../../../src/verification/cel/evaluate';
import { readCel } from '../../../src/verification/cel/parser';
import { existsOneLists } from '../../../src/verification/cel/search';
import { cpuTimeOf } from '../../support/cpu-time';

const NAMES = new Map<string, unknown>([
  ['object', { spec: { url: 'https://github.com/acme/app', tags: ['a', 'b'], empty: null } }],
  ['params', UNKNOWN],
]);

function valueOf(text: string): unknown {
  const cel = readCel(text);
  return cel ? evaluateCel(cel, NAMES) : 'not read';
}

test.each([
  [`object.spec.url == 'https://github.com/acme/app'`, true],
  [`object.spec['url'] != "x"`, true],
  [`object.spec.tags[1]`, 'b'],
  [`object.spec.url.startsWith('https://github.com/acme/')`, true],
  [`object.spec.url.endsWith('/app') && object.spec.url.contains('acme')`, true],
  [`!object.spec.url.matches('^oci://')`, true],
  [`object.spec.url.matches('(?i)^HTTPS:')`, true],
  [`['https://', 'oci://'].exists(p, object.spec.url.startsWith(p))`, true],
  [`['oci://'].exists(p, object.spec.url.startsWith(p))`, false],
  [`['https://', 'https://github.com'].exists_one(p, object.spec.url.startsWith(p))`, false],
  [`['https://', 'oci://'].exists_one(p, object.spec.url.startsWith(p))`, true],
  [`['a', 'b'].all(t, t in object.spec.tags)`, true],
  [`['a', 'c'].all(t, t in object.spec.tags)`, false],
  [`'x\\ny\\n'.split('\\n').filter(p, p != '').map(p, p + '/').join(',')`, 'x/,y/'],
  [`has(object.spec.url) ? 1 + 2 : 0`, 3],
  [`has(object.spec.image) ? 'image' : has(object.spec.url) ? 'url' : ''`, 'url'],
  [`has(object.spec.empty)`, false],
  [`'url' in object.spec`, true],
  [`size(object.spec.tags) >= 2 && object.spec.tags.size() < 3 && 'abc'.size() > 2`, true],
  [`' A '.trim().lowerAscii().replace('a', r'\\d')`, '\\d'],
  [`!!true || false`, true],
  [`null == null`, true],
  [`1 < 2 && !(2 < 2) && !(3 < 2)`, true],
  [`1 <= 2 && 2 <= 2 && !(3 <= 2)`, true],
  [`2 > 1 && !(2 > 2) && !(1 > 2)`, true],
  [`2 >= 1 && 2 >= 2 && !(1 >= 2)`, true],
  [`1 == '1' || 1 != 1 || true == 1`, false],
  [`'x' in object.spec`, false],
  [`'a' in object.spec.tags && !('c' in object.spec.tags)`, true],
  [`size('häß') + size([])`, 3],
  [`['a', 'bb', 'c'].filter(t, t.size() == 1).join()`, 'ac'],
  [`[].join('/')`, ''],
  [`'ABC dEf'.lowerAscii()`, 'abc def'],
  [`' a b '.trim()`, 'a b'],
  [`'aXbX'.replace('X', '')`, 'ab'],
  [`'ab'.replace('', '$&')`, '$&a$&b$&'],
  [`'xay'.contains('a') && !'xay'.startsWith('a') && !'xay'.endsWith('a')`, true],
  [`has(object.spec) && !has(object.spec.image)`, true],
  [`'${'a'.repeat(2000)}'.matches('^a')`, true],
  [`'a'.matches('${'a'.repeat(500)}')`, false],
  [`[1, 2].exists_one(n, n > 1) && ![1, 2].exists_one(n, n > 0)`, true],
  [`''''a'''`, `'a`],
  [`'\\x41\\u00e4\\U0001F600\\101\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\"\\\`\\?'`, 'A\u00e4\u{1F600}A\x07\b\f\n\r\t\v\\\'"`?'],
  [`r'\\' + R"\\d" + r'''\\'''`, '\\\\d\\'],
  [`'''a\r\n"'\\n''' + """b\r"""`, `a\n"'\nb\n`],
  [`0x1F == 31 && 0xAu < 11 && 1u < 2 && .5 < 1 && 0.5 > .4 && 1e2 < 101 && 1.5E-1 < .2`, true],
  [`!!!true // why not`, false],
  // A side that decides wins over one that nobody knows.
  [`params.x == 1 || true`, true],
  [`false && params.x == 1`, false],
  [`params.x == 1 && false`, false],
  [`[params.x, 'a'].exists(p, p == 'a')`, true],
  [`[params.x, 'a'].all(p, p == 'b')`, false],
])('%s is %s', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test.each([
  `params.x`,
  `object.spec.image`,
  `object.spec.image.startsWith('x')`,
  `object.spec.url.unheardOf('x')`,
  `object.spec.tags.unheardOf()`,
  `unheardOf(object)`,
  `params.x || false`,
  `params.x ? 1 : 2`,
  `[params.x].all(p, p == 'a')`,
  `[params.x].exists(p, p == 'a')`,
  `[params.x].exists_one(p, p == 'a')`,
  `'a' in [params.x]`,
  `1 + 'a'`,
  `'a' < 'b'`,
  `object == object`,
  `object.spec.url.matches('(?P<x>a)')`,
  `object.spec.url.matches('(a+)+$')`,
  `object.spec.url.matches('(')`,
  `object.spec.tags[7]`,
  `object.spec.tags['length']`,
  `object.spec.url[0]`,
  `object.spec.url.length`,
  `object.spec.tags.length`,
  `object.spec.empty.x`,
  `object.spec['empty']`,
  `!1`,
  `1 ? 2 : 3`,
  `1 || false`,
  `false || 1`,
  `1 && true`,
  `params.x in ['a']`,
  `1 in object.spec`,
  `'a' in object.spec.empty`,
  `'size' in 'size'`,
  `'a' < 1`,
  `1 < 'a'`,
  `true < false`,
  `'a' + 1`,
  `object.spec != object.spec`,
  `[1, 'a'].join(',')`,
  `['a', 'b'].join(1)`,
  `['a'].unheardOf(t, true)`,
  `['a'].filter(t, params.x)`,
  `['a'].map('t', 1)`,
  `size('a', 'b')`,
  `size(1)`,
  `has(object.spec.url.x)`,
  `has(object.spec.tags.x)`,
  `!has(object.spec.tags.x)`,
  `has(params.x)`,
  `unheardOf(object.spec)`,
  `'a'.size(1)`,
  `1.trim()`,
  `'a'.trim('x')`,
  `'a'.lowerAscii('x')`,
  `'a'.unheardOf()`,
  `'a'.replace('a')`,
  `'a'.startsWith('a', 'b')`,
  `'a'.startsWith(1)`,
  `object.spec.startsWith('a')`,
  `object.spec.url.matches('(a+))+')`,
  `object.spec.url.matches('((a+))+$')`,
  `'${'a'.repeat(2001)}'.matches('^a')`,
  `'a'.matches('${'a'.repeat(501)}')`,
  `object.constructor`,
  // What the API server evaluates, and nobody here.
  `object.?spec`,
  `object.spec[?'url']`,
  `[?object.?spec]`,
  `{'a': 1}`,
  `{'a': 1}.a`,
  `Message{a: 1}`,
  `1 - 2`,
  `-1`,
  `b'a' == b'a'`,
  `.object.spec.url`,
])('nobody knows here what %s is', (text) => {
  expect(valueOf(text)).toBe(UNKNOWN);
});

test.each([
  `'a`,
  `a b`,
  `(a`,
  `[a`,
  `a ? b`,
  `a ? b ? c : d : e`,
  `f(a b)`,
  `f(a,)`,
  `a.`,
  `.1a`,
  `..a`,
  `.true`,
  `!-a`,
  `rb'a'`,
  `'\\d'`,
  `has(object)`,
  `has(object.?spec)`,
  ``,
  `${'('.repeat(500)}a${')'.repeat(500)}`,
])('is not read: %s', (text) => {
  expect(valueOf(text)).toBe('not read');
});

test('neither long chains nor loops in loops take long', () => {
  expect(valueOf('1' + ' + 1'.repeat(5000))).toBe('not read');
  expect(valueOf('a' + '.b'.repeat(5000))).toBe('not read');
  const list = `[${Array.from({ length: 100 }, (_, index) => index).join(',')}]`;
  const loops = `${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, a + b + c + d >= 0))))`;
  expect(cpuTimeOf(() => expect(valueOf(loops)).toBe(UNKNOWN))).toBeLessThan(5_000);
});

const LIST = `['a', 'b'].exists_one(p, url.startsWith(p))`;

test.each([
  LIST,
  `!has(object.x) || (${LIST} ? [f(1)][0] : true)`,
  `${LIST}.size`,
  `x[${LIST}]`,
  `[${LIST}][0]`,
  `f(${LIST})`,
  `x.f(${LIST})`,
  `[1, ${LIST}]`,
  `true ? ${LIST} : false`,
  `true ? false : ${LIST}`,
  `['a', x, 1, 'b'].exists_one(p, url.startsWith(p))`,
  `['a', 'b'].exists_one(p, !(url.trim().startsWith(p) && true))`,
])('the list of which exactly one prefix must match is found in %s', (expression) => {
  expect(existsOneLists(expression)).toEqual([['a', 'b']]);
});

test.each([
  `['a', 'b'].exists_one(p, url == p)`,
  `['a', 'b'].exists_one(p, url.endsWith(p))`,
  `['a', 'b'].exists_one(p, url.startsWith(q))`,
  `['a', 'b'].exists_one(p, url.startsWith('p'))`,
  `['a', 'b'].exists_one(p, url.startsWith(x.p))`,
  `['a', 'b'].exists_one(p, url.startsWith())`,
  `['a', 'b'].exists_one(1, url.startsWith(p))`,
  `['a', 'b'].exists_one(p)`,
  `['a', 'b'].exists_one()`,
  `variables.x.exists_one(p, url.startsWith(p))`,
  `exists_one(p, url.startsWith(p))`,
  `['a'].exists(p, url.startsWith(p))`,
  `['a'].exists_one`,
  `{`,
])('no list of prefixes is found in %s', (expression) => {
  expect(existsOneLists(expression)).toEqual([]);
});
