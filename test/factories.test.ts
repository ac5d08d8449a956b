import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSEMBLY = join(__dirname, '..', '.jsii');

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly remarks?: string };
  readonly type: Type;
}

type Type = { readonly fqn?: string; readonly collection?: { readonly elementtype: Type } };

interface Described {
  readonly name: string;
  readonly properties?: Documented[];
  readonly methods?: { readonly name: string; readonly static?: boolean; readonly returns?: { readonly type: Type } }[];
}

const fqnOf = ({ fqn, collection }: Type): string | undefined => fqn ?? (collection && fqnOf(collection.elementtype));

// TypeScript compares shapes. Java, Python and Go compare names, so that a factory could promise what only TypeScript takes.
describe.skipIf(!existsSync(ASSEMBLY))('what a factory makes (skipped where .jsii is not compiled)', () => {
  const types: Described[] = existsSync(ASSEMBLY) ? Object.values(JSON.parse(readFileSync(ASSEMBLY, 'utf8')).types) : [];
  const made = (factory: string) => {
    const { methods = [] } = types.find(({ name }) => name === factory)!;
    return new Set(methods.filter((method) => method.static).map(({ returns }) => fqnOf(returns!.type)));
  };
  const promised = types.flatMap(({ name: owner, properties = [] }) =>
    properties.flatMap(({ name, docs, type }) => {
      const factory = /`(\w+)` (?:says|makes) (?:it|them)/.exec(`${docs?.summary} ${docs?.remarks}`)?.[1];
      return factory === undefined ? [] : [[`${owner}.${name}`, factory, fqnOf(type)] as const];
    }),
  );

  test('is promised for some props', () => {
    expect(promised.map(([prop]) => prop)).toEqual(
      expect.arrayContaining(['FluxInstanceOptions.patches', 'HelmReleaseOptions.kubeConfig', 'KustomizationOptions.healthCheckExprs']),
    );
  });

  test.each(promised)('%s is what %s makes, in every language', (_, factory, type) => {
    expect([...made(factory)]).toEqual([type]);
  });
});
