import fs from 'node:fs';

/** Counts tests, and whole stages that failed, over all runs. */
export class Tally {
  passed = 0;
  failed = 0;
  #failures = [];

  /** A stage without tests of its own (lint, format, types) counts when it fails. */
  addStage(succeeded) {
    if (!succeeded) this.failed += 1;
  }

  /** Adds jest's own report. A test file that could not run counts as one failure, and so does a run that failed without saying why. */
  addJestRun(reportFile, succeeded) {
    const report = readReport(reportFile);
    const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
    this.passed += report?.numPassedTests ?? 0;
    this.failed += failed === 0 && !(succeeded && report) ? 1 : failed;
  }

  /** The very last line of a test run; other programs read it. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
