import { spawn } from 'node:child_process';
import os from 'node:os';
import { root } from './repository.mjs';
import { STOP_SIGNALS } from './stop.mjs';

const SECOND_THOUGHT_MS = 1_500;

/**
 * Runs a Node script on our terminal and gives its exit code. A stop signal reaches it exactly once: it has a session of its own, because
 * Ctrl-C goes to every process of the terminal and npm passes it on once more. Asked again later, it hears of that too and may hurry;
 * asked a third time, it is ended by force.
 *
 * The script gets a channel to us: its 'disconnect' event tells it that we were killed.
 */
export function runChild(script, args, { onStart = () => undefined } = {}) {
  const detached = process.platform !== 'win32';
  const child = spawn(process.execPath, [script, ...args], { cwd: root, detached, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  if (child.pid !== undefined) onStart(child.pid);
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      stopForwarding();
      resolve(exitCode ?? 128 + os.constants.signals[signal]);
    });
  });
}

function forwardSignals(child) {
  let requests = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  const forward = (signal) => {
    const now = performance.now();
    if (now - lastAt <= SECOND_THOUGHT_MS) return;
    lastAt = now;
    requests += 1;
    child.kill(requests < 3 ? signal : 'SIGKILL');
  };
  for (const signal of STOP_SIGNALS) process.on(signal, forward);
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, forward);
  };
}
