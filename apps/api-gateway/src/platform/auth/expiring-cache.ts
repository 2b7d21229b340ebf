import { createHash } from 'node:crypto';

interface Kept<Value> {
  readonly value: Value;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What is known for a while, so that it is found out once. Its keys are hashes, never secrets; the oldest leave first. */
export class ExpiringCache<Value> {
  private readonly kept = new Map<string, Kept<Value>>();

  constructor(private readonly capacity: number) {}

  find(key: string, now: number): Value | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    if (found.expiresAt > now) return found.value;
    this.kept.delete(key);
    return undefined;
  }

  keep(key: string, kept: Kept<Value>): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    if (this.kept.size <= this.capacity) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  forget(key: string): void {
    this.kept.delete(key);
  }
}

/** What a secret of high entropy is known by. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('base64');
}
