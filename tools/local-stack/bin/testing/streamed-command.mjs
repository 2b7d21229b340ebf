import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { root } from '../bootstrap/repository.mjs';
import { STOP_SIGNALS } from '../bootstrap/stop.mjs';

const PATIENCE_MS = 5_000;

/** Runs commands, their output shown as it comes, until one of the stop signals ends those that run and all after them. */
export class CommandRunner {
  interruptedBy;
  #running = new Set();

  constructor() {
    for (const signal of STOP_SIGNALS) process.on(signal, () => this.#interrupt(signal));
  }

  /** Whether the program succeeded. One that yields runs only while no other program wants the processor. */
  async run([program, ...args], { env, isYielding = false } = {}) {
    if (this.interruptedBy) return false;
    // A group of its own, so that the workers of a run go down together with it.
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      // The lint rule for module boundaries would else leave Nx's background process behind.
      env: { ...process.env, NX_DAEMON: 'false', ...env },
    });
    this.#running.add(child);
    if (isYielding && child.pid !== undefined) makeYielding(child.pid);
    const exitCode = await new Promise((resolve) => {
      child.once('error', () => resolve(127));
      child.once('exit', (code) => resolve(code));
    });
    signalGroup(child, 'SIGKILL');
    this.#running.delete(child);
    return exitCode === 0 && !this.interruptedBy;
  }

  #interrupt(signal) {
    if (this.interruptedBy) return;
    this.interruptedBy = signal;
    this.#signalAll('SIGTERM');
    setTimeout(() => this.#signalAll('SIGKILL'), PATIENCE_MS).unref();
  }

  #signalAll(signal) {
    for (const child of this.#running) signalGroup(child, signal);
  }
}

function makeYielding(pid) {
  os.setPriority(pid, os.constants.priority.PRIORITY_LOW);
  // Where Linux weighs whole sessions against each other, the priority of a process counts in its own session alone.
  const session = `/proc/${pid}/autogroup`;
  if (fs.existsSync(session)) fs.writeFileSync(session, String(os.constants.priority.PRIORITY_LOW));
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
