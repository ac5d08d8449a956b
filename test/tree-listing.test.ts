import { treeListing } from '../scripts/tree-listing';
import { treeOf } from './app/temporary-directory';

test('a tree is listed as the command tree does', () => {
  const paths = [
    'clusters/prod/apps.yaml',
    'apps/prod/podinfo/source.yaml',
    'apps/prod/podinfo/release.yaml',
    'apps/prod-eu/a.yaml',
    'z.md',
  ];

  expect(treeListing(treeOf(Object.fromEntries(paths.map((path) => [path, '']))))).toBe(`.
├── apps
│   ├── prod
│   │   └── podinfo
│   │       ├── release.yaml
│   │       └── source.yaml
│   └── prod-eu
│       └── a.yaml
├── clusters
│   └── prod
│       └── apps.yaml
└── z.md
`);
});

test('a tree without files is its root', () => {
  expect(treeListing(treeOf({}))).toBe('.\n');
});
