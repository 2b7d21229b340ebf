import { createHash } from 'node:crypto';
import { valuesAt } from '@countersign/contract';
import type { EntityInfo } from './actor';

/** What a submission asks for, and where in the org. */
export interface SubmittedContent {
  readonly orgId: number;
  readonly type: string;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
  /** The texts that the type declares to be numbers. */
  readonly numberTexts?: readonly string[];
}

/** Whether two payloads say the same, however they are spelled: order of keys, blanks and decimals of numbers without meaning do not count. */
export function saysTheSame(one: string, other: string, numberTexts?: readonly string[]): boolean {
  return one === other || plainText(one, numberTexts) === plainText(other, numberTexts);
}

/**
 * A name for what is asked for: equal for equal content. Another name once a request of that content was stored, so that asking again on
 * purpose is another submission, while a repetition of one whose answer was lost is not. Hex, fit for an Idempotency-Key.
 * @param newestId of the requests that look like it
 */
export function submissionIdentity(content: SubmittedContent, newestId: string | undefined): string {
  const { orgId, type, entityInfo, payloadText, numberTexts } = content;
  const named = JSON.stringify(sorted([orgId, type, entityInfo, plainText(payloadText, numberTexts), newestId ?? null]));
  return createHash('sha256').update(named, 'utf8').digest('hex').slice(0, 32);
}

function plainText(payloadText: string, numberTexts: readonly string[] = []): string {
  const payload: unknown = JSON.parse(payloadText);
  return JSON.stringify(sorted(numberTexts.reduce(withPlainNumbers, payload)));
}

/** Not of any length: beyond that a number is not what it looks like. */
const DECIMAL = /^(-?\d{1,15})(?:\.(\d{1,15}))?$/;

/** Spreadsheets spell amounts by the format of a column: "15" and "15.00" are one amount, while "15" and "15.00" as references are two. */
function withPlainNumbers(payload: unknown, pointer: string): unknown {
  for (const { path, value } of valuesAt(payload, pointer)) {
    const [, whole, decimals = ''] = typeof value === 'string' ? (DECIMAL.exec(value) ?? []) : [];
    const parent = path.slice(0, -1).reduce<unknown>((place, name) => (isContainer(place) ? Reflect.get(place, name) : undefined), payload);
    const kept = decimals.replace(/0{1,15}$/, '');
    if (whole !== undefined && isContainer(parent)) Reflect.set(parent, path.at(-1) ?? '', kept === '' ? whole : `${whole}.${kept}`);
  }
  return payload;
}

/** Objects as entries, since among their keys those that look like numbers always come first; numbers as their shortest text. */
function sorted(part: unknown): unknown {
  if (typeof part === 'number') return String(part);
  if (Array.isArray(part)) return part.map(sorted);
  if (!isContainer(part)) return part;
  const entries = Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1));
  return { entries: entries.map(([name, member]) => [name, sorted(member)]) };
}

function isContainer(part: unknown): part is object {
  return typeof part === 'object' && part !== null;
}
