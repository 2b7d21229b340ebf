import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { SealingKeys } from '@countersign/config';
import { z } from 'zod';

export const SESSION_COOKIE = 'countersign_queues';
export const SESSION_SECONDS = 900;

/** Who may look at the queues for a while, by which right. */
const visitSchema = z.strictObject({
  orgId: z.int().nonnegative(),
  userId: z.int().nonnegative(),
  /** Of the token that the visit began with, in milliseconds: revoking it ends the visit. */
  issuedAt: z.int(),
  expiresAt: z.int(),
});
export type Visit = z.output<typeof visitSchema>;

/** Visits in signed cookies, which any gateway with the same keys can read: a browser that goes to a page sends no headers of ours. */
export class QueueSessions {
  private readonly keys: readonly Buffer[];

  constructor(
    sealingKeys: SealingKeys,
    private readonly now: () => number = Date.now,
  ) {
    this.keys = sealingKeys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', 'countersign queue dashboard', 32)));
  }

  /** The value of a cookie. */
  issue(visit: Omit<Visit, 'expiresAt'>): { readonly cookie: string; readonly expiresAt: Date } {
    const expiresAt = this.now() + SESSION_SECONDS * 1_000;
    const text = Buffer.from(JSON.stringify({ ...visit, expiresAt })).toString('base64url');
    return { cookie: `${text}.${sign(text, this.keys[0] ?? Buffer.alloc(0))}`, expiresAt: new Date(expiresAt) };
  }

  /** Undefined for what is not signed by us, or over. @param header `Cookie` of a call */
  find(header: string | undefined): Visit | undefined {
    const [, text = '', signature = ''] = COOKIE.exec(header ?? '') ?? [];
    if (!this.keys.some((key) => isSame(signature, sign(text, key)))) return undefined;
    const visit = visitSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return visit.expiresAt > this.now() ? visit : undefined;
  }
}

const COOKIE = new RegExp(`(?:^|; )${SESSION_COOKIE}=([\\w-]{1,500})\\.([\\w-]{43})(?:;|$)`);

function sign(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
