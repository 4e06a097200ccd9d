import mocha from 'eslint-plugin-mocha';
import tseslint from 'typescript-eslint';

const sources = ['suites/**/*.ts', 'runners/**/*.ts', 'reports/**/*.ts'];
const tests = ['test/**/*.ts', 'test/**/*.cjs'];

/** @type {import('eslint').Linter.Config[]} */
const config = [
  { ignores: ['dist/', 'fixtures/', 'fedcheck-results/', 'reports/render/**/*.js'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 250],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'exit',
          message: 'Set process.exitCode, or throw; what is open must be closed first.',
        },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // chai's own types are extended by declaration.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      // An async function turns what it throws into a rejection, which is a reason of its own.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  { files: sources, ignores: ['runners/cli/**'], rules: { 'no-console': 'error' } },
  {
    // chai's assertions are properties, and a test may say what it knows.
    files: [...tests, 'suites/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  { files: tests, ...mocha.configs.recommended },
  {
    files: tests,
    rules: {
      'mocha/no-mocha-arrows': 'off',
      'mocha/no-setup-in-describe': 'off',
      'mocha/no-exports': 'off',
      'mocha/consistent-spacing-between-blocks': 'off',
      'mocha/max-top-level-suites': 'off',
      'mocha/no-exclusive-tests': 'error',
      'mocha/no-pending-tests': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Scripts run before anything is installed; they end the process where nothing can go on.
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    rules: {
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
];

export default config;
