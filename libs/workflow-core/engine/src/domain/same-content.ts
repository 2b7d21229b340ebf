import { createHash } from 'node:crypto';
import type { EntityInfo } from './actor';

/** What a payload of a type asks for, as the type says it. */
export type AsksFor = (payload: unknown) => unknown;

/** What a submission asks for, and where in the org. */
export interface SubmittedContent {
  readonly orgId: number;
  readonly type: string;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
  readonly asksFor?: AsksFor;
}

/** Whether two payloads ask for the same, however they are spelled: order of keys, blanks, and members that are empty do not count. */
export function saysTheSame(one: string, other: string, asksFor?: AsksFor): boolean {
  return one === other || plainText(one, asksFor) === plainText(other, asksFor);
}

/**
 * A name for what is asked for: equal for equal content. Another name once a request of that content was stored, so that asking again on
 * purpose is another submission, while a repetition of one whose answer was lost is not. Hex, fit for an Idempotency-Key.
 * @param newestId of the requests that look like it
 */
export function submissionIdentity(content: SubmittedContent, newestId: string | undefined): string {
  const { orgId, type, entityInfo, payloadText, asksFor } = content;
  const named = JSON.stringify(plain([orgId, type, entityInfo, plainText(payloadText, asksFor), newestId ?? null]));
  return createHash('sha256').update(named, 'utf8').digest('hex').slice(0, 32);
}

function plainText(payloadText: string, asksFor: AsksFor = (payload) => payload): string {
  return JSON.stringify([plain(meaningOf(JSON.parse(payloadText), asksFor))]);
}

/** A payload that an older version of its type took may read otherwise: it says what is written there. */
function meaningOf(payload: unknown, asksFor: AsksFor): unknown {
  try {
    return asksFor(payload);
  } catch {
    return payload;
  }
}

/**
 * Undefined where nothing is said: what is empty, or holds nothing but that, is as good as left out. Objects as entries, since among their
 * keys those that look like numbers always come first; numbers as their shortest text.
 */
function plain(part: unknown): unknown {
  if (typeof part === 'number') return String(part);
  if (Array.isArray(part)) return plainList(part);
  if (typeof part !== 'object' || part === null) return part === '' ? undefined : part;
  const entries = Object.entries(part).map(([name, member]) => [name, plain(member)] as const);
  const said = entries.filter(([, member]) => member !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
  return said.length === 0 ? undefined : { entries: said };
}

/** What is empty keeps its place beside what is not. */
function plainList(list: readonly unknown[]): unknown {
  const members = list.map(plain);
  if (members.every((member) => member === undefined)) return undefined;
  return members.map((member) => (member === undefined ? '' : member));
}
