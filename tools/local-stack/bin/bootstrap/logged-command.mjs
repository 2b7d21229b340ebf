import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { logFolder, root } from './repository.mjs';
import { Stop, STOP_SIGNALS } from './stop.mjs';

const TAIL_LINES = 25;

/** Runs a program with its output going to a log file; a failure shows the end of that file. */
export async function runLogged(what, program, args, logName) {
  fs.mkdirSync(logFolder, { recursive: true });
  const file = path.join(logFolder, logName);
  const log = fs.openSync(file, 'w');
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', log, log] });
  const stopListening = endWithUs(child);
  const exitCode = await ended(child);
  const signal = stopListening();
  fs.closeSync(log);
  if (signal !== undefined) throw new Stop(`Stopped while ${what.toLowerCase()} was under way.`, 128 + os.constants.signals[signal]);
  if (exitCode === 0) return;
  const text = fs.readFileSync(file, 'utf8');
  const tail = text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  const reason = text.includes('ENOSPC') ? 'there is no disk space left' : `it ended with exit code ${exitCode}`;
  throw new Stop(`${tail}\n\n${what} failed: ${reason} (whole output: ${path.relative(root, file)}).`);
}

function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode));
  });
}

/** A stop signal sent to this process alone ends the program as well. The function that is returned tells which signal came. */
function endWithUs(child) {
  let received;
  const pass = (signal) => {
    received ??= signal;
    child.kill('SIGTERM');
  };
  for (const signal of STOP_SIGNALS) process.on(signal, pass);
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, pass);
    return received;
  };
}
