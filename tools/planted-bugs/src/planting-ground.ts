import path from 'node:path';
import type { BuggyApp, PlantedBug } from './planted-bug';
import { PLANTED_BUG } from './planted-bug.config';

/** Beside `src` as well as in `dist`: an app can only load what is built. */
const PRELOAD = path.join(__dirname, '..', 'dist', 'preload.js');

/** Settings that plant the bug into an app when it starts; none when the bug is not one of this app. */
export function environmentWith(bug: PlantedBug | undefined, app: BuggyApp): Readonly<Record<string, string>> {
  return bug?.code?.app === app ? { NODE_OPTIONS: `--require ${PRELOAD}`, [PLANTED_BUG]: bug.name } : {};
}
