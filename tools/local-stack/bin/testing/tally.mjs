import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../bootstrap/repository.mjs';

const MOST_FAILURES_SHOWN = 60;

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
    this.#failures.push(...(report?.testResults ?? []).flatMap(failuresOf));
    this.passed += report?.numPassedTests ?? 0;
    this.failed += failed === 0 && !(succeeded && report) ? 1 : failed;
  }

  /** Each test that failed, on a line of its own with the first line of its reason; absent when none did. */
  failures() {
    if (this.#failures.length === 0) return undefined;
    const left = this.#failures.length - MOST_FAILURES_SHOWN;
    return [...this.#failures.slice(0, MOST_FAILURES_SHOWN), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
  }

  /** The very last line of a test run; other programs read it. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

function failuresOf({ name, message, assertionResults }) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && message) return [`${file}: ${firstLine(message)}`];
  return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages[0] ?? '')}`);
}

function firstLine(text) {
  const [line = ''] = stripVTControlCharacters(text)
    .split('\n')
    .filter((each) => each.trim() !== '');
  return line.trim();
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
