import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib/', 'dist/', '.cache/', 'coverage/', 'imports/', 'src/schemas/generated/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: true },
    rules: {
      // `any` is how jsii types what is a map in every language.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Defining a construct is what its constructor is for.
      'no-new': 'off',
      // An interface of references that adds nothing yet is a place for what comes.
      '@typescript-eslint/no-empty-object-type': 'off',
      'no-control-regex': 'off',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  // A benchmark loads the program that it is told to measure.
  { files: ['benchmarks/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
