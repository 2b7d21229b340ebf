import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stateFolder } from './repository.mjs';

/**
 * Takes the named lock of this checkout; `undefined` and the holder's process number when a living process has it. A lock whose
 * processes are all gone (a killed run) is taken over.
 */
export async function takeLock(name, folder = stateFolder) {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  const mine = { processes: [identify(process.pid)] };
  for (;;) {
    if (writeNew(file, mine)) {
      // Two commands that both found a stale lock may each remove it; the one whose lock is still there a moment later has it.
      await pause(50);
      if (read(file)?.processes[0]?.pid === process.pid) return { lock: lockOf(file, mine) };
    }
    const holder = read(file)?.processes.find(isAlive);
    if (holder) return { holder: holder.pid };
    if (isBeingWritten(file)) await pause(50);
    else fs.rmSync(file, { force: true });
  }
}

/** Takes the lock, waiting for its holder; `onWait` hears of the wait once. */
export async function waitForLock(name, onWait, folder = stateFolder) {
  for (let waiting = false; ; waiting = true) {
    const { lock, holder } = await takeLock(name, folder);
    if (lock) return lock;
    if (!waiting) onWait(holder);
    await pause(500);
  }
}

function lockOf(file, mine) {
  return {
    /** Names a child that keeps the lock alive should this process be killed. */
    addProcess(pid) {
      mine.processes.push(identify(pid));
      fs.writeFileSync(file, JSON.stringify(mine));
    },
    release() {
      fs.rmSync(file, { force: true });
    },
  };
}

function writeNew(file, content) {
  try {
    fs.writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isBeingWritten(file) {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return read(file) === undefined && found !== undefined && Date.now() - found.mtimeMs < 2_000;
}

/** Process numbers are used again, in containers soon; the start time (where the system tells) makes them unique. */
function identify(pid) {
  return { pid, started: startTime(pid) };
}

function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return startTime(pid) === started;
}

/** Field 22 of /proc/<pid>/stat, counted after the program name, which may hold blanks; `null` for none and for a zombie. */
function startTime(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return null;
  }
}
