import { createHash } from 'node:crypto';
import type { EntityInfo } from './actor';

/** What a submission asks for, and where in the org. */
export interface SubmittedContent {
  readonly orgId: number;
  readonly type: string;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
}

/** Whether two payloads say the same, however they are spelled: order of keys, blanks and decimals without meaning do not count. */
export function saysTheSame(one: string, other: string): boolean {
  return one === other || sortedText(JSON.parse(one)) === sortedText(JSON.parse(other));
}

/**
 * A name for what is asked for: equal for equal content. Another name once a request of that content was stored, so that asking again on
 * purpose is another submission, while a repetition of one whose answer was lost is not. Hex, fit for an Idempotency-Key.
 * @param newestId of the requests that look like it
 */
export function submissionIdentity({ orgId, type, entityInfo, payloadText }: SubmittedContent, newestId: string | undefined): string {
  const content = sortedText([orgId, type, entityInfo, JSON.parse(payloadText), newestId ?? null]);
  return createHash('sha256').update(content, 'utf8').digest('hex').slice(0, 32);
}

function sortedText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (isObject(part) ? sorted(part) : plainNumber(part)));
}

/** Not of any length: beyond that a number is not what it looks like. */
const DECIMAL = /^(-?\d{1,15})(?:\.(\d{1,15}))?$/;

/** 15, "15" and "15.00" are the same: spreadsheets spell amounts by the format of a column. Zeros in front are part of an id. */
function plainNumber(part: unknown): unknown {
  const [, whole, decimals = ''] = typeof part === 'string' || typeof part === 'number' ? (DECIMAL.exec(String(part)) ?? []) : [];
  if (whole === undefined) return part;
  const kept = decimals.replace(/0{1,15}$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** As entries: among the keys of an object, those that look like numbers always come first. */
function sorted(object: object): unknown {
  return { entries: Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)) };
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
