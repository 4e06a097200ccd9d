import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve, sep } from 'node:path';
import process from 'node:process';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** @typedef {import('@stryker-mutator/api/test-runner').TestResult} TestResult */
/** @typedef {import('@stryker-mutator/api/test-runner').DryRunResult} DryRunResult */

const { cache } = createRequire(import.meta.url);

/**
 * What instrumented code reads and writes: the active mutant, the test that runs, how often mutants were met.
 * @typedef {{ [K in keyof import('@stryker-mutator/api/core').InstrumenterContext]:
 *   import('@stryker-mutator/api/core').InstrumenterContext[K] | undefined }} Context
 */
const context = () => {
  const holder = /** @type {{ __stryker__?: Context }} */ (/** @type {unknown} */ (globalThis));
  holder.__stryker__ ??= {};
  return holder.__stryker__;
};

/**
 * Files of a pattern, of which the last part may have a star; mocha offers no search for them.
 * @param {string} pattern
 */
const filesOf = (pattern) => {
  const folder = dirname(pattern);
  const [head = '', tail] = basename(pattern).split('*');
  const names = tail === undefined ? [head] : readdirSync(folder).filter((name) => name.endsWith(tail));
  return names.filter((name) => name.startsWith(head)).map((name) => resolve(folder, name));
};

/**
 * An option of our own: with Stryker's `testFiles` a mutant that acts while its module loads meets no test.
 * @param {import('@stryker-mutator/api/core').PartialStrykerOptions & { mochaFiles?: readonly string[] }} options
 */
const testsOf = ({ mochaFiles = [] }) => mochaFiles.flatMap(filesOf);

/**
 * Stryker works in a copy, from which it links to the packages.
 * @param {string} file
 */
const isOurs = (file) => file.startsWith(join(process.cwd(), sep));

class Tests extends Mocha {
  load() {
    this.loadFiles();
    return this;
  }
}

class Silent extends Mocha.reporters.Base {
  /** @override */
  epilogue() {
    // Stryker tells what came of it.
  }
}

/**
 * Runs `mochaFiles` in mocha for Stryker. Stryker's own plugin for Node 20 reaches for files that mocha 12 no longer has,
 * and starts a process for each mutant that acts while its module loads; required modules can be loaded again instead.
 */
class MutationRunner {
  static inject = tokens(commonTokens.options);
  /** @type {Tests | undefined} */
  #mocha;
  /** @type {TestResult[]} */
  #tests = [];
  #files;

  /** @param {import('@stryker-mutator/api/core').StrykerOptions} options */
  constructor(options) {
    this.#files = testsOf(options);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** @param {import('@stryker-mutator/api/test-runner').DryRunOptions} options */
  async dryRun({ coverageAnalysis, disableBail }) {
    const result = await this.#run(disableBail);
    const { mutantCoverage } = context();
    return result.status === DryRunStatus.Complete && coverageAnalysis !== 'off' && mutantCoverage
      ? { ...result, mutantCoverage }
      : result;
  }

  /** @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options */
  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation, reloadEnvironment }) {
    Object.assign(context(), { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    if (reloadEnvironment) this.#mocha = undefined;
    const isStatic = mutantActivation === 'static';
    return toMutantRunResult(await this.#run(disableBail, { id: activeMutant.id, isStatic, testFilter }));
  }

  /**
   * @param {boolean} disableBail
   * @param {{ id: string, isStatic: boolean, testFilter: readonly string[] | undefined }} [mutant]
   * @returns {Promise<DryRunResult>}
   */
  async #run(disableBail, mutant) {
    this.#tests = [];
    try {
      context().activeMutant = mutant?.isStatic ? mutant.id : undefined;
      const mocha = (this.#mocha ??= this.#load());
      context().activeMutant = mutant?.id;
      const wanted = mutant?.testFilter?.map((title) => title.replace(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`));
      mocha.grep(new RegExp(wanted === undefined ? '' : `^(?:${wanted.join('|')})$`));
      setBail(mocha.suite, !disableBail);
      await new Promise((done) => this.#listen(mocha.run(done)));
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
    const { hitCount, hitLimit } = context();
    return determineHitLimitReached(hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests: this.#tests };
  }

  /** Loads tests and what they test, again where that was loaded before. */
  #load() {
    for (const file of Object.keys(cache).filter(isOurs)) Reflect.deleteProperty(cache, file);
    const mocha = new Tests({ timeout: 0, reporter: Silent });
    mocha.cleanReferencesAfterRun(false);
    for (const file of this.#files) mocha.addFile(file);
    context().currentTestId = undefined;
    mocha.load();
    mocha.suite.beforeEach('names the test to Stryker', function () {
      context().currentTestId = this.currentTest?.fullTitle();
    });
    return mocha;
  }

  /** @param {import('mocha').Runner} runner */
  #listen(runner) {
    runner.on('pass', (test) => this.#tests.push({ ...named(test), status: TestStatus.Success }));
    runner.on('fail', (test, { message }) =>
      this.#tests.push({ ...named(test), status: TestStatus.Failed, failureMessage: message }),
    );
  }
}

/**
 * A hook that fails is told as the test that it was for.
 * @param {import('mocha').Test | import('mocha').Hook} test
 */
const named = (test) => {
  const id = test.ctx?.currentTest?.fullTitle() ?? test.fullTitle();
  return { id, name: id, timeSpentMs: test.duration ?? 0, ...(test.file !== undefined && { fileName: test.file }) };
};

/**
 * @param {import('mocha').Suite} suite
 * @param {boolean} isBailing
 */
function setBail(suite, isBailing) {
  suite.bail(isBailing);
  for (const child of suite.suites) setBail(child, isBailing);
}

/**
 * A place in the syntax tree, as far as it matters here.
 * @typedef {{ node: { type: string }, parent: { callee?: { property?: { name?: string } } } | null }} Place
 */

/** Leaves out the texts of `.describe(…)` in schemas: they are documentation, of which no code is a reader. */
const descriptions = {
  /** @param {object} path */
  shouldIgnore(path) {
    const { node, parent } = /** @type {Place} */ (path);
    const isText = node.type === 'StringLiteral' && parent?.callee?.property?.name === 'describe';
    return isText ? 'a description in a schema' : undefined;
  },
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'mocha-12', MutationRunner),
  declareValuePlugin(PluginKind.Ignore, 'descriptions', descriptions),
];

export const strykerValidationSchema = {
  properties: {
    mochaFiles: { description: 'Tests that are run', type: 'array', items: { type: 'string' } },
  },
};
