import type { Reporter, TestModule } from 'vitest/node';

/** Says `N passed, N failed` as the very last line, also when the run broke before any test. */
export default class Tally implements Reporter {
  #passed = 0;
  #failed = 1;

  onInit(): void {
    // On exit and not at the end of the run: other reporters and teardowns may still print.
    process.once('exit', () => process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    this.#passed = 0;
    this.#failed = errors.length;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') this.#passed += 1;
        if (state === 'failed') failedHere += 1;
      }
      // A file that could not be loaded or a broken hook has no failed test to show for it.
      this.#failed += module.state() === 'failed' ? Math.max(failedHere, 1) : failedHere;
    }
    if (reason === 'failed') this.#failed ||= 1;
  }
}
