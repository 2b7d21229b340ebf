import type { RequestType } from '@countersign/contract';
import { jsonCopy } from './json-places';
import type { RequestTypeFixtures } from './fixtures';

/** One promise that every request type keeps. */
export interface ConformanceCheck {
  /** A present-tense fact, used as the test's name. */
  readonly name: string;
  /** Every way in which the promise is broken, each as a sentence; empty when it is kept. */
  problems(definition: RequestType, fixtures: RequestTypeFixtures): string[];
}

export interface NamedPayload {
  readonly name: string;
  readonly payload: unknown;
}

export function validPayloads(fixtures: RequestTypeFixtures): NamedPayload[] {
  return Object.entries(fixtures.valid).map(([name, payload]) => ({ name, payload: jsonCopy(payload) }));
}

/** The named valid payload, or the first one. */
export function validPayload(fixtures: RequestTypeFixtures, wanted?: string): NamedPayload {
  const found = validPayloads(fixtures).find(({ name }) => wanted === undefined || name === wanted);
  if (!found)
    throw new Error(wanted === undefined ? 'The fixtures hold no valid payload.' : `The fixtures hold no valid payload "${wanted}".`);
  return found;
}

/** What `action` returns, or one problem that says it threw. */
export function withoutThrowing(what: string, action: () => string[]): string[] {
  try {
    return action();
  } catch (error) {
    return [`${what} throws: ${error instanceof Error ? error.message : String(error)}`];
  }
}
