import { type Answer } from '../protocol/loyalty-call';

/** The badge API answers these two with a conflict, every other refusal with a bad request. */
const CONFLICTS: readonly number[] = [810, 811];

export interface BadgeError {
  readonly code: number;
  readonly message: string;
  readonly reference: null;
}

export function badgeError(code: number, message: string): BadgeError {
  return { code, message, reference: null };
}

export function badgeSuccess(data: object): Answer {
  return { status: 200, headers: {}, body: { data, errors: [], warnings: [] } };
}

export function badgeRefusal(code: number, message: string): Answer {
  return {
    status: CONFLICTS.includes(code) ? 409 : 400,
    headers: {},
    body: { data: null, errors: [badgeError(code, message)], warnings: null },
  };
}
