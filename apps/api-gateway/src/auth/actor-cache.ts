import { createHash } from 'node:crypto';
import type { Actor } from '@countersign/engine';

interface Verified {
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Verified tokens until they expire, so that each is verified once. Holds hashes, never tokens; the oldest leave first. */
export class ActorCache {
  private readonly verified = new Map<string, Verified>();

  constructor(private readonly capacity: number) {}

  static keyOf(token: string): string {
    return createHash('sha256').update(token, 'utf8').digest('base64');
  }

  find(key: string, now: number): Actor | undefined {
    const found = this.verified.get(key);
    if (!found) return undefined;
    if (found.expiresAt > now) return found.actor;
    this.verified.delete(key);
    return undefined;
  }

  keep(key: string, verified: Verified): void {
    this.verified.set(key, verified);
    if (this.verified.size <= this.capacity) return;
    const [oldest] = this.verified.keys();
    if (oldest !== undefined) this.verified.delete(oldest);
  }
}
