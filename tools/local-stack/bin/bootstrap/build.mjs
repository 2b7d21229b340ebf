import fs from 'node:fs';
import path from 'node:path';
import { buildFingerprint, consoleFingerprint } from './build-fingerprint.mjs';
import { consoleBuildCommand } from './console-build.mjs';
import { runLogged } from './logged-command.mjs';
import { packagesWith } from './packages.mjs';
import { inRoot, stateFolder } from './repository.mjs';
import { step } from './step.mjs';

const LIBRARY = 'tsconfig.lib.json';

/** What `npm start` and `npm run token` run: the applications and the local stack, with the libraries under them, without any tests. */
export async function buildForRunning(also) {
  const localStack = path.join('tools', 'local-stack');
  const folders = packagesWith(LIBRARY).filter((folder) => folder.startsWith('apps') || folder === localStack || folder === also);
  await buildTypeScript(
    'Building',
    also === undefined ? 'running' : `running-${path.basename(also)}`,
    folders.map((folder) => path.join(folder, LIBRARY)),
  );
  await build('Building the console', { name: 'console', command: consoleBuildCommand(), fingerprint: consoleFingerprint });
}

/** The launchers of PostgreSQL and Redis alone. */
export function buildServers() {
  return buildTypeScript('Building the server launchers', 'servers', [path.join('tools/local-servers', LIBRARY)]);
}

/** The program and arguments that build and type-check everything, tests included, but for the console's files. */
export function fullBuildCommand() {
  return [process.execPath, inRoot('node_modules/typescript-native/bin/tsc'), '-b'];
}

function buildTypeScript(title, name, projects) {
  return build(title, { name, command: [...fullBuildCommand(), ...projects], fingerprint: buildFingerprint });
}

/** A compiler needs a second or two to see that nothing changed; a fingerprint of the sources sees it at once. */
async function build(title, { name, command: [program, ...args], fingerprint }) {
  const stamp = path.join(stateFolder, `build-${name}.stamp`);
  if (isBuilt(stamp, fingerprint())) return;
  await step(title, () => runLogged('The build', program, args, `build-${name}.log`));
  fs.mkdirSync(stateFolder, { recursive: true });
  fs.writeFileSync(stamp, fingerprint());
}

function isBuilt(stamp, fingerprint) {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint;
}
