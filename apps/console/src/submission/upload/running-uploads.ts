let running = 0;
const listeners = new Set<() => void>();

/** How many uploads of this tab run or can be resumed. */
export function runningUploads(): number {
  return running;
}

/** @returns what says that it ran no longer */
export function uploadRuns(): () => void {
  change(1);
  return () => change(-1);
}

export function onRunningUploads(listener: () => void): void {
  listeners.add(listener);
}

function change(by: number): void {
  running += by;
  for (const listener of listeners) listener();
}
