import { existsSync } from 'node:fs';
import { hasDebianPackages, installPackage } from '../processes/apt-get';
import { runCommand } from '../processes/run-command';
import { chromiumCandidates } from './chromium.config';

/** Debian's, the one to try first in front. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

/** What to do where there is no browser to test with. */
export const NO_CHROMIUM =
  'There is no Chromium on this machine: install it (on Debian: apt-get install chromium-headless-shell), or set CHROMIUM_PATH to where it is.';

/** A Chromium or Chrome that was seen to run. */
export interface ChromiumProgram {
  readonly path: string;
  /** What the program says of itself, such as "Chromium 141.0 …". */
  readonly version: string;
}

/** Looks where CHROMIUM_PATH says; when it says nothing, on PATH and where the system keeps applications. */
export async function findChromium(): Promise<ChromiumProgram | undefined> {
  for (const candidate of chromiumCandidates()) {
    if (!existsSync(candidate)) continue;
    const { exitCode, stdout } = await runCommand(candidate, ['--version']);
    if (exitCode === 0) return { path: candidate, version: stdout.trim() };
  }
  return undefined;
}

/**
 * Finds a Chromium, or installs Debian's: as root, or by a sudo that asks for no password.
 *
 * @param announce told, in one sentence, before anything is installed
 * @returns undefined when none is to be had
 */
export async function provideChromium(announce: (sentence: string) => void): Promise<ChromiumProgram | undefined> {
  const found = await findChromium();
  if (found || !hasDebianPackages()) return found;
  for (const name of PACKAGES) {
    announce(`There is no Chromium on this machine: installing the Debian package ${name} with apt-get.`);
    if (await installPackage(name)) return findChromium();
  }
  return undefined;
}
