import { join } from 'node:path';
import { findKustomize } from '../../../cli/render/kustomize-runner';
import { Renderer } from '../../../cli/render/renderer';
import { openRepository } from '../../../cli/repository/repository';
import { readYamlFile } from '../../../src/manifests/yaml/yaml-file';
import { HAS_KUSTOMIZE, inDirectory } from './fleet-support';

const ODD = `
# a comment
---
apiVersion: v1
kind: ConfigMap
metadata: { name: scalars }
data:
  octal: 0644
  yes: yes
  "no": "no"
  on: off
  float: 1.0
  exponent: 1e3
  hex: 0x1F
  big: 12345678901234567
  date: 2024-01-01
  time: 22:22
  when: 2024-1-2 10:00:00
  instant: 2024-01-02T10:00:00Z
  quoted: '2024-01-01'
  mixed: [No, ON, y, N, true, TRUE, 'yes', null, .5, 1_000, 0o17, 0b11, +1, .inf-]
  nothing: ~
  empty:
  text: |
    two
    lines
  folded: >-
    one
    line
  dot: .
---
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Namespace, metadata: { name: one } }
  - apiVersion: v1
    kind: Namespace
    metadata: { name: two, labels: &labels { a: b } }
    spec: { finalizers: [] }
---
apiVersion: v1
kind: ConfigMapList
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: three } }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: anchors
  labels: &all { app: x, tier: "1" }
spec:
  selector: { matchLabels: *all }
  template:
    metadata:
      labels:
        <<: *all
        more: "true"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: local
  annotations: { config.kubernetes.io/local-config: "true" }
---
apiVersion: v1
kind: Secret
metadata: { name: encrypted }
stringData: { password: "ENC[AES256_GCM,data:x,type:str]" }
sops: { mac: "ENC[x]", lastmodified: "2024-01-01T00:00:00Z" }
`;

describe.skipIf(!HAS_KUSTOMIZE)('what is read without kustomize is what kustomize builds (skipped without it)', () => {
  test.each([
    ['odd scalars, lists, anchors', { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': ODD }],
    [
      'directories and parents',
      {
        'kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: x }\nresources:\n  - b\n  - ./a.yaml\n',
        'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
        'b/kustomization.yml': 'bases: [../c]\nnamePrefix: ""\nlabels: []\n',
        'c/Kustomization': 'resources: [d.json]\n',
        'c/d.json': '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "d"}}',
      },
    ],
    [
      'names that others take for truth values',
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        'a.yaml': ['y', 'n', 'yes', 'No', 'on', 'OFF', '"1"', '"true"']
          .map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`)
          .join('---\n'),
      },
    ],
    ['nothing', { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': '# later\n' }],
  ])('%s', async (_, files) => {
    const runner = (await findKustomize())!;
    await inDirectory(files as unknown as Record<string, string>, async (directory) => {
      const { objects, faults, incomplete } = await new Renderer(undefined).render(openRepository(directory).tree, '');
      const built = await runner.build(directory);
      const output = 'output' in built ? built.output : built.error;
      const expected = output
        .split(/^---\n/m)
        .flatMap((text) => readYamlFile(text, '').documents.flatMap(({ value }) => (value ? [value] : [])));
      expect({ faults, incomplete }).toEqual({ faults: [], incomplete: undefined });
      expect(sorted(objects.map(({ object }) => object))).toEqual(sorted(expected));
    });
  });

  test.each([
    ['a document without a kind', 'a: b\n'],
    ['an object without a name', 'apiVersion: v1\nkind: Namespace\nmetadata: {}\n'],
    ['a list', '- a\n'],
    [
      'an object twice',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
    ],
  ])('and what is refused is what kustomize refuses: %s', async (_, text) => {
    const runner = (await findKustomize())!;
    await inDirectory({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': text }, async (directory) => {
      const { faults } = await new Renderer(undefined).render(openRepository(directory).tree, '');
      expect(faults).toHaveLength(1);
      expect(await runner.build(join(directory))).toEqual({ error: expect.any(String) });
    });
  });
});

function sorted(objects: any[]): any[] {
  const key = ({ kind, metadata }: any) => `${kind}/${metadata?.namespace ?? ''}/${metadata?.name}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

test.each([
  ['1', 'the name of the Namespace is no text'],
  ['true', 'the name of the Namespace is no text'],
  ['~', 'the Namespace has no metadata.name'],
])('the API server refuses an object with the name %s', async (name, message) => {
  const files = {
    'kustomization.yaml': 'resources: [a.yaml]\n',
    'a.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`,
  };
  await inDirectory(files, async (directory) => {
    const { objects, faults } = await new Renderer(undefined).render(openRepository(directory).tree, '');
    expect({ objects, messages: faults.map((fault) => fault.message) }).toEqual({ objects: [], messages: [message] });
  });
});
