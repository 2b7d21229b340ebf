import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { runLogged } from './logged-command.mjs';
import { inRoot } from './repository.mjs';
import { step } from './step.mjs';

const lockFile = inRoot('package-lock.json');
const stamp = inRoot('node_modules/.countersign-install');
/** Written by npm at the end of every install. */
const npmsOwnList = inRoot('node_modules/.package-lock.json');

/** Installs what package-lock.json says, unless that is what is installed. */
export async function installDependencies() {
  const wanted = fingerprint();
  const isWhole = missingPackages().length === 0;
  if (isWhole && installed() === wanted) return;
  if (isWhole && installedByHand()) {
    fs.writeFileSync(stamp, wanted);
    return;
  }
  await step('Installing dependencies (npm ci)', () => {
    const [program, ...npm] = npmCommand();
    // Development dependencies are needed whatever NODE_ENV says; the optional ones carry PostgreSQL's binaries.
    const args = [...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    return runLogged('The installation', program, args, 'install.log');
  });
  fs.writeFileSync(stamp, wanted);
}

/** The platform belongs to it: a node_modules that came with a copied folder has another machine's binaries. */
function fingerprint() {
  const { platform, arch, versions } = process;
  return createHash('sha256').update(fs.readFileSync(lockFile)).update(`${platform} ${arch} ${versions.modules}`).digest('hex');
}

function installed() {
  return fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : undefined;
}

/** What npm installed, by its own list, and is no longer there: a workspace may have a node_modules of its own, which a copy easily leaves out. */
function missingPackages() {
  if (!fs.existsSync(npmsOwnList)) return [npmsOwnList];
  const { packages } = JSON.parse(fs.readFileSync(npmsOwnList, 'utf8'));
  return Object.keys(packages).filter((folder) => !fs.existsSync(inRoot(folder)));
}

/** Somebody ran npm themselves, after the lock file and our stamp were last written. */
function installedByHand() {
  return changedAt(npmsOwnList) >= changedAt(lockFile) && changedAt(npmsOwnList) > changedAt(stamp);
}

function changedAt(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The npm that runs us, where one does; on Windows `npm` is no program that could be started directly. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}
