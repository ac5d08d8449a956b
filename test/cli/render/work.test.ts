import { loadFleet } from '../../../cli/load-fleet';
import { configMap, inDirectory, instance, kustomization } from './fleet-support';

const work = vi.hoisted(() => ({ read: [] as string[], parsed: [] as string[] }));

vi.mock('../../../cli/repository/read-file', async (original) => {
  const actual = await original<Record<string, (...args: unknown[]) => unknown>>();
  return { ...actual, readTextFile: (path: string) => (work.read.push(path), actual.readTextFile(path)) };
});
vi.mock('../../../src/manifests/yaml/yaml-file', async (original) => {
  const actual = await original<Record<string, (...args: unknown[]) => unknown>>();
  return { ...actual, readYamlFile: (text: string, path: string) => (work.parsed.push(path), actual.readYamlFile(text, path)) };
});

function fleet(files: number): Record<string, string> {
  const cluster = (name: string) => ({
    [`clusters/${name}/flux-system/i.yaml`]: instance(`clusters/${name}`),
    [`clusters/${name}/apps.yaml`]: kustomization('apps', './apps'),
  });
  const apps = Array.from({ length: files }, (_, index) => [`apps/${index % 100}/${index}.yaml`, configMap(`config-${index}`)]);
  const docs = Array.from({ length: 100 }, (_, index) => [`docs/${index}.md`, '# text\n']);
  return { ...cluster('prod'), ...cluster('staging'), ...Object.fromEntries([...apps, ...docs]) };
}

test('of ten thousand files each is read and parsed once, for two clusters that apply the same', async () => {
  await inDirectory(fleet(10_000), async (directory) => {
    const { contexts, unreadable } = await loadFleet({ directory, kustomize: null });
    expect(contexts.map(({ manifests }) => manifests.manifests.length)).toEqual([10_002, 10_002]);
    expect(unreadable).toEqual([]);
    expect(new Set(work.read).size).toBe(work.read.length);
    expect(new Set(work.parsed).size).toBe(work.parsed.length);
    expect({ read: work.read.length, parsed: work.parsed.length }).toEqual({ read: 10_004, parsed: 10_004 });
    const [prod, staging] = contexts.map(({ manifests }) => manifests.ofKind('ConfigMap'));
    expect(prod.every(({ object }, index) => object === staging[index].object)).toBe(true);
  });
});
