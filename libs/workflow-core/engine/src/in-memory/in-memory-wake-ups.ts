import type { WakeUpChannel, WakeUps } from '../ports/wake-ups';

/** Hints within one process, heard at once. */
export class InMemoryWakeUps implements WakeUps {
  private readonly listeners = new Map<WakeUpChannel, Set<() => void>>();

  signal(channel: WakeUpChannel): void {
    for (const onWakeUp of this.listeners.get(channel) ?? []) onWakeUp();
  }

  listen(channel: WakeUpChannel, onWakeUp: () => void): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(onWakeUp));
    return () => void listeners.delete(onWakeUp);
  }
}
