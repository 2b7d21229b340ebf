import path from 'node:path';
import { searchPath } from '../processes/process-environment.config';

/** The one without windows of its own comes first: it needs a third less of the processor. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Where macOS keeps them. */
const APPLICATIONS = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The programs to try, in order: the one that CHROMIUM_PATH names and no other, or those that a machine may have. */
export function chromiumCandidates(): readonly string[] {
  const chosen = process.env['CHROMIUM_PATH'] ?? '';
  if (chosen !== '') return [chosen];
  return [...searchPath().flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...APPLICATIONS];
}
