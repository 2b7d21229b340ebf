import fs from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './repository.mjs';

/** Folders of the state that never hold a server; the launchers need not be built to remove these. */
const NO_SERVERS = new Set(['logs', 'tools']);

export function mayHoldServers(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isDirectory() && !NO_SERVERS.has(entry.name));
}

/** Stops servers that a killed run left and removes their data, wherever it lies; gives the names of their folders. */
export function removeServers(folder) {
  const launchers = createRequire(import.meta.url)(inRoot('tools/local-servers/dist/index.js'));
  return launchers.removeServers(folder);
}
