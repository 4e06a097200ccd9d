'use strict';
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Runner.constants;
const graceMs = 10_000;
const reasonKey = Symbol.for('fedcheck.skip-reason');

/** Mocha's spec or dot reporter that also writes what passed, failed and was skipped, with the reason, to a file. */
module.exports = class TallyReporter {
  #inner;

  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions & { reporterOptions: { style: string, file: string } }} options
   */
  constructor(runner, options) {
    const { style, file } = options.reporterOptions;
    this.#inner = style === 'dot' ? new reporters.Dot(runner, options) : new reporters.Spec(runner, options);
    /** @type {{ passed: number, failed: number, skipped: { title: string, reason: string }[] }} */
    const tally = { passed: 0, failed: 0, skipped: [] };
    runner.on(EVENT_TEST_PASS, () => (tally.passed += 1));
    runner.on(EVENT_TEST_FAIL, () => (tally.failed += 1));
    runner.on(EVENT_TEST_PENDING, (test) => tally.skipped.push({ title: test.fullTitle(), reason: reasonOf(test) }));
    runner.on(EVENT_RUN_END, () => {
      writeFileSync(file, JSON.stringify(tally));
      setTimeout(giveUp, graceMs).unref();
    });
  }

  /**
   * @param {number} failures
   * @param {(failures: number) => void} done
   */
  done(failures, done) {
    if (typeof this.#inner.done === 'function') this.#inner.done(failures, done);
    else done(failures);
  }
};

/** Reached only when a test left something open that keeps the process alive; that is a failure, and no reason to hang. */
function giveUp() {
  const open = [...new Set(process.getActiveResourcesInfo())].join(', ');
  process.stderr.write(`The tests are over, but something is still open: ${open}. Close what a test opens.\n`);
  // Mocha sets the exit code in a handler of its own, which runs before this one.
  process.once('exit', () => {
    process.exitCode = 1;
  });
  process.exit();
}

/**
 * The reason stands on the test, or on the suite whose hook skipped it.
 * @param {any} runnable
 * @returns {string}
 */
function reasonOf(runnable) {
  return runnable === undefined ? 'no reason given' : (runnable[reasonKey] ?? reasonOf(runnable.parent));
}
