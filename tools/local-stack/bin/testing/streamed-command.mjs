import { spawn } from 'node:child_process';
import { root } from '../bootstrap/repository.mjs';

const PATIENCE_MS = 5_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs commands one after another, their output shown as it comes, until one of the stop signals ends the current one and all after it. */
export class CommandRunner {
  interruptedBy;
  #current;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#interrupt(signal));
  }

  /** Whether the program succeeded. */
  async run([program, ...args]) {
    if (this.interruptedBy) return false;
    // A group of its own, so that the workers of a run go down together with it.
    this.#current = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      // The lint rule for module boundaries would else leave Nx's background process behind.
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    const exitCode = await new Promise((resolve) => {
      this.#current.once('error', () => resolve(127));
      this.#current.once('exit', (code) => resolve(code));
    });
    this.#signalGroup('SIGKILL');
    this.#current = undefined;
    return exitCode === 0 && !this.interruptedBy;
  }

  #interrupt(signal) {
    if (this.interruptedBy) return;
    this.interruptedBy = signal;
    this.#signalGroup('SIGTERM');
    setTimeout(() => this.#signalGroup('SIGKILL'), PATIENCE_MS).unref();
  }

  #signalGroup(signal) {
    if (this.#current?.pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#current.kill(signal);
      else process.kill(-this.#current.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
