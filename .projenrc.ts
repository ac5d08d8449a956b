import { cdk, JsonFile, javascript, TextFile } from 'projen';

// The oldest that the package accepts, and the newest that every language has: what is tested is what is promised.
const CDK8S = '2.70.47';
const CONSTRUCTS = '10.5.0';

const project = new cdk.JsiiProject({
  name: 'cdk8s-fluxcd',
  description: 'Flux CD as code: typed cdk8s constructs that synthesize a whole Flux fleet as plain YAML',
  author: 'cdk8s-fluxcd maintainers',
  authorAddress: 'maintainers@cdk8s-fluxcd.dev',
  repositoryUrl: 'https://github.com/cdk8s-fluxcd/cdk8s-fluxcd.git',
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  keywords: ['cdk8s', 'constructs', 'fluxcd', 'flux', 'gitops', 'kubernetes', 'helm', 'kustomize', 'jsii'],
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  jsiiVersion: '~5.9.54',
  typescriptVersion: '~5.9.3',
  rootdir: '.',
  srcdir: 'src',
  libdir: 'lib',
  entrypoint: 'lib/src/index.js',
  docgen: false, // API.md is written by the `docs` task, after the compile
  jest: false,
  eslint: false,
  github: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,
  package: false,
  compat: false,
  publishToPypi: { distName: 'cdk8s-fluxcd', module: 'cdk8s_fluxcd' },
  publishToMaven: {
    javaPackage: 'dev.cdk8sfluxcd',
    mavenGroupId: 'dev.cdk8s-fluxcd',
    mavenArtifactId: 'cdk8s-fluxcd',
  },
  publishToGo: { moduleName: 'github.com/cdk8s-fluxcd/cdk8s-fluxcd-go', packageName: 'cdk8sfluxcd' },
  peerDeps: [`cdk8s@^${CDK8S}`, `constructs@^${CONSTRUCTS}`],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    `cdk8s@${CDK8S}`,
    `constructs@${CONSTRUCTS}`,
    '@eslint/js@^10.0.0',
    '@stryker-mutator/core@9.6.1', // 10 needs Node 22
    '@stryker-mutator/vitest-runner@9.6.1',
    '@types/node@^20.19.0',
    'ajv@^8.20.0',
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-33@2.5.57', // only to prove that its objects stand in layers
    'commander@14.0.3',
    'dependency-cruiser@^17.4.3',
    'esbuild@0.28.2',
    'eslint@^10.15.0',
    'fast-check@^4.10.0',
    'js-yaml@^5.5.0',
    'jsii-docgen@10.12.6',
    'jsii-rosetta@5.9.68',
    'picocolors@1.1.1',
    'prettier@^3.6.0',
    'projen@0.103.25',
    'publint@0.3.25',
    'tsx@4.23.15',
    'typescript-eslint@^8.73.0',
    'vitest@4.1.12',
    'yaml@2.9.1',
  ],
  gitignore: ['/dist/', '/lib/', '/.jsii', '/tsconfig.tsbuildinfo', '/coverage/', '/.cache/', '/e2e/.bin/', '*.tgz', '.jsii.tabl.json'],
  tsconfig: {
    include: ['src/**/*.ts', 'imports/**/*.ts'],
    exclude: ['node_modules'],
    compilerOptions: { rootDir: '.', outDir: 'lib', sourceMap: false, inlineSourceMap: false, inlineSources: false },
  },
  disableTsconfigDev: true,
  npmignoreEnabled: false,
});

// `exports` lets the examples import the package by its own name, as a user's program does.
project.package.addField('exports', {
  '.': { types: './lib/src/index.d.ts', default: './lib/src/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
project.package.addField('files', ['lib', '!lib/**/*.tsbuildinfo', '.jsii', 'API.md', 'docs', 'renovate', 'CHANGELOG.md']);
project.package.addField('bin', { 'cdk8s-fluxcd': 'lib/cli/cdk8s-fluxcd.js' });
project.package.addField('type', 'commonjs');
project.package.addField('types', 'lib/src/index.d.ts');

// The banner would hide real warnings: Node 20 is supported here until our users have left it.
const quiet = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
project.compileTask.reset();
project.compileTask.exec('jsii --silence-warnings=reserved-word --fail-on-warnings', { env: quiet });

const cli = project.addTask('cli', {
  description: 'Bundle the command line with its libraries into one file',
  exec: 'tsx scripts/bundle-cli.ts',
});
project.compileTask.spawn(cli);

project.defaultTask?.reset('tsx .projenrc.ts');

const lint = project.addTask('lint', { description: 'Check style and types of everything that is not generated' });
lint.exec('prettier --check .');
lint.exec('eslint --max-warnings 0 .');
lint.exec('tsc --project tsconfig.dev.json');
const fix = project.addTask('fix', { description: 'Format and fix what can be fixed' });
fix.exec('eslint --fix .');
fix.exec('prettier --write .');

const layers = project.addTask('layers', {
  description: 'Check that imports follow the direction of the data',
  exec: 'depcruise --config .dependency-cruiser.json src imports cli',
});

const rosetta = project.addTask('rosetta', {
  description: 'Compile the examples in doc comments',
  exec: 'jsii-rosetta extract --strict --directory . .',
  env: quiet,
});

project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.spawn(rosetta);
project.testTask.spawn(lint);
project.testTask.spawn(layers);
project.testTask.exec('vitest run');

const demo = project.addTask('demo', { description: 'Write the layered and the gitless example to dist/ and show the trees' });
demo.spawn(project.compileTask);
demo.exec('tsx scripts/demo.ts');

project.addTask('import', {
  description: 'Generate imports/ and src/schemas/ from the CRDs (--crds <folder> for a local copy)',
  exec: 'tsx scripts/import/main.ts',
  receiveArgs: true,
});

const docs = project.addTask('docs', {
  description: 'Generate API.md, docs/coverage.md, docs/rules/, docs/cli.md, docs/capabilities.md and the output in README.md',
});
docs.spawn(project.compileTask);
docs.exec('jsii-docgen --submodule root --output API.md', { env: quiet });
docs.exec('tsx scripts/coverage.ts');
docs.exec('tsx scripts/rule-docs.ts');
docs.exec('tsx scripts/cli-docs.ts');
docs.exec('tsx scripts/readme.ts');
docs.exec('tsx scripts/capabilities.ts'); // last: it names sections of the pages before

// What is proven with Go, with an API server, and with the controllers. None of it belongs to `npm test`.
project.addTask('e2e:oracle', {
  description: "Compare our verdicts with Kubernetes' and Flux's own libraries",
  exec: 'tsx --tsconfig tsconfig.dev.json e2e/oracle.ts',
  receiveArgs: true,
});
project.addTask('e2e:api', {
  description: 'Let a real API server judge what this library writes',
  exec: 'tsx --tsconfig tsconfig.dev.json e2e/api.ts',
  receiveArgs: true,
});
project.addTask('e2e:languages', {
  description: 'Pack the library for Python, and run the program of the guide with it',
  exec: 'tsx --tsconfig tsconfig.dev.json e2e/languages.ts',
});
project.addTask('e2e', {
  description: 'Everything: oracle, API server, the real controllers, and Python',
  exec: 'tsx --tsconfig tsconfig.dev.json e2e/main.ts',
  receiveArgs: true,
});

// Hours on a small machine: by hand, or nightly. `--mutate 'src/rules/helm/**/*.ts'` takes a part.
project.addTask('mutate', {
  description: 'Change the rules and the engine in every small way, and see whether a test notices',
  exec: 'stryker run',
  receiveArgs: true,
});

project.addTask('corpus', {
  description: 'Judge and re-express what is in ../shared/corpus, where it is, and compare with what is expected',
  exec: 'tsx scripts/corpus.ts',
});

project.addTask('package-check', {
  description: 'Check what would be published, and that it works when it is installed',
  exec: 'tsx scripts/package-check.ts',
});

project.removeTask('compat');
project.addTask('compat', {
  description: 'Compare the API with the last release',
  exec: 'tsx scripts/compat.ts',
  env: quiet,
});

const bench = project.addTask('bench', { description: 'Measure synthesis against raw cdk8s, by ratio in one run' });
bench.spawn(project.compileTask);
bench.exec('tsx benchmarks/main.ts', { receiveArgs: true });

new JsonFile(project, 'tsconfig.dev.json', {
  obj: {
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: true,
      declaration: false,
      types: ['node', 'vitest/globals'],
      // A checkout has no published copy of itself: programs of ours import the package by its name.
      paths: { 'cdk8s-fluxcd': ['./src/index.ts'] },
    },
    include: ['src', 'imports', 'cli', 'e2e', 'test', 'examples', 'benchmarks', 'scripts', '*.ts', '*.mts', '.projenrc.ts'],
    exclude: ['node_modules', 'lib', 'dist', '.cache'],
  },
});

/** What each folder of `src/` may import, besides itself (design: the data flows one way). */
const MAY_IMPORT: Record<string, string[]> = {
  primitives: [],
  schemas: [],
  constructs: ['primitives'],
  patterns: ['primitives', 'constructs'],
  manifests: ['primitives'],
  verification: ['primitives', 'schemas', 'manifests'],
  rules: ['primitives', 'schemas', 'manifests', 'verification'],
  repository: ['primitives', 'manifests'],
  app: ['primitives', 'constructs', 'patterns', 'manifests', 'verification', 'rules', 'repository', 'schemas'],
};

new JsonFile(project, '.dependency-cruiser.json', {
  marker: false, // an unknown key is an error there
  obj: {
    forbidden: [
      { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
      ...Object.entries(MAY_IMPORT).map(([layer, allowed]) => ({
        name: `${layer}-imports-only-below`,
        severity: 'error',
        from: { path: `^src/${layer}/` },
        to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
      })),
      {
        name: 'bindings-are-for-constructs',
        comment: 'imports/ is the generated layer 1; the engine works on plain JSON.',
        severity: 'error',
        from: { path: '^src/(?!constructs/|patterns/|index\\.ts)' },
        to: { path: '^imports/' },
      },
      {
        name: 'cli-imports-the-engine',
        comment: 'The command line is another door to the judgement; constructs and patterns are not its business.',
        severity: 'error',
        from: { path: '^cli/' },
        to: {
          path: '^(src|imports)/',
          pathNot: '^src/(manifests|verification|rules|repository|primitives|schemas)/|^src/(index|app/line-diff)\\.ts$',
        },
      },
      {
        name: 'nothing-imports-the-cli',
        comment: 'Its libraries are bundled with it, and no others may come into the package.',
        severity: 'error',
        from: { path: '^src/' },
        to: { path: '^cli/' },
      },
      {
        name: 'files-only-in-app',
        comment: 'The writer and the reader of includes are the only code that touches the disk.',
        severity: 'error',
        from: { path: '^src/(?!app/)' },
        to: { path: '^(node:)?(fs|child_process|http|https|net)(/|$)' },
      },
    ],
    options: {
      tsConfig: { fileName: 'tsconfig.json' },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
  },
});

new JsonFile(project, 'stryker.config.json', {
  marker: false, // an unknown key is a warning there
  obj: {
    $schema: './node_modules/@stryker-mutator/core/schema/stryker-schema.json',
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.mts' },
    mutate: ['src/rules/**/*.ts', 'src/verification/**/*.ts'],
    // Texts are for people: what they say is compared where it matters, and a mutant of a word would say nothing about the judgement.
    mutator: { excludedMutations: ['StringLiteral'] },
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    ignorePatterns: ['dist', 'lib', 'e2e', 'docs/*', '!docs/rules', 'examples', 'benchmarks', '.cache'],
    thresholds: { high: 90, low: 85, break: 85 },
    reporters: ['clear-text', 'progress', 'json'],
    jsonReporter: { fileName: '.cache/mutation.json' },
    clearTextReporter: { allowColor: false, logTests: false },
    tempDirName: '.cache/stryker',
    timeoutMS: 20_000,
  },
});

new TextFile(project, 'vitest.mutation.config.mts', {
  marker: true,
  lines: [
    "import { defineConfig } from 'vitest/config';",
    '',
    '// Only what judges the rules and the engine: the other tests are slow and would notice few mutants more.',
    'export default defineConfig({',
    "  test: { include: ['test/rules/**/*.test.ts', 'test/verification/**/*.test.ts'], globals: true, testTimeout: 60_000 },",
    '});',
    '',
  ],
});

new JsonFile(project, '.prettierrc.json', {
  marker: false, // prettier knows no comment key
  obj: { singleQuote: true, printWidth: 140, trailingComma: 'all' },
});

new TextFile(project, '.prettierignore', {
  lines: [
    '# Only programs are formatted: what is generated is as its generator writes it, and prose is wrapped by hand.',
    '*',
    '!*/',
    '!*.ts',
    '!*.mts',
    '/imports/',
    '/lib/',
    '/dist/',
    '/.cache/',
    '/src/schemas/generated/',
  ],
});

new TextFile(project, 'eslint.config.mjs', {
  marker: true,
  lines: [
    "import eslint from '@eslint/js';",
    "import tseslint from 'typescript-eslint';",
    '',
    'export default tseslint.config(',
    "  { ignores: ['lib/', 'dist/', '.cache/', 'coverage/', 'imports/', 'src/schemas/generated/'] },",
    '  eslint.configs.recommended,',
    '  ...tseslint.configs.recommended,',
    '  {',
    '    linterOptions: { reportUnusedDisableDirectives: true },',
    '    rules: {',
    '      // `any` is how jsii types what is a map in every language.',
    "      '@typescript-eslint/no-explicit-any': 'off',",
    "      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],",
    '      // Defining a construct is what its constructor is for.',
    "      'no-new': 'off',",
    '      // An interface of references that adds nothing yet is a place for what comes.',
    "      '@typescript-eslint/no-empty-object-type': 'off',",
    "      'no-control-regex': 'off',",
    "      eqeqeq: 'error',",
    "      'object-shorthand': 'error',",
    "      'prefer-const': 'error',",
    '    },',
    '  },',
    '  // A benchmark loads the program that it is told to measure.',
    "  { files: ['benchmarks/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },",
    ');',
    '',
  ],
});

new TextFile(project, 'vitest.config.mts', {
  marker: true,
  lines: [
    "import { defineConfig } from 'vitest/config';",
    '',
    'export default defineConfig({',
    '  test: {',
    "    include: ['test/**/*.test.ts'],",
    '    globals: true,',
    '    testTimeout: 60_000,',
    '    hookTimeout: 120_000,',
    "    reporters: ['default', './test/seeds/reporter.ts'],",
    '  },',
    '});',
    '',
  ],
});

project.synth();
