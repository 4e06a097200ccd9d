/** Which way imports may point: suites -> runners/index -> runners/* -> reports/model. */

/**
 * Forbids what matches `from` (and not `unless`) to import what matches `to` (and not `but`).
 * @param {string} name
 * @param {{ from: string, unless?: string, to: string, but?: string }} paths
 */
const forbid = (name, { from, unless, to, but }) => ({
  name,
  severity: 'error',
  from: { path: from, ...(unless && { pathNot: unless }) },
  to: { path: to, ...(but && { pathNot: but }) },
});

const ours = '^(suites|runners|reports|test|scripts|fixtures)/';
const shipped = '^(suites|runners|reports)/';
const entries = ['\\.d\\.ts$', '^runners/cli/main\\.ts$', '^runners/lab/supervisor\\.ts$'];

export default {
  forbidden: [
    forbid('suites-see-the-index-and-siblings', {
      from: '^suites/([^/]+)/',
      to: '.',
      but: '^runners/index\\.ts$|^suites/$1/',
    }),
    forbid('scenarios-are-found-by-glob', { from: '^(runners|reports)/', to: '^suites/' }),
    forbid('the-index-is-for-suites', { from: '^runners/', to: '^runners/index\\.ts$' }),
    forbid('the-command-line-alone-renders', {
      from: '^runners/',
      unless: '^runners/cli/',
      to: '^reports/',
      but: '^reports/model/',
    }),
    forbid('the-command-line-is-on-top', { from: '^runners/', unless: '^runners/cli/', to: '^runners/cli/' }),
    forbid('reports-stand-alone', { from: '^reports/', to: ours, but: '^reports/' }),
    forbid('the-model-knows-no-rendering', { from: '^reports/model/', to: '^reports/render/' }),
    forbid('config-alone-reads-yaml', { from: shipped, unless: '^runners/(config|faulty)/', to: 'node_modules/yaml/' }),
    forbid('tests-and-scripts-are-ends', { from: shipped, to: '^(test|scripts)/' }),
    forbid('scripts-run-before-anything-is-installed', {
      from: '^scripts/',
      to: '^(suites|runners|reports|test)/|node_modules/',
    }),
    {
      name: 'no-development-dependency-is-shipped',
      severity: 'error',
      from: { path: shipped },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unlisted-dependency',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-missing-module', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: shipped, pathNot: entries }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
