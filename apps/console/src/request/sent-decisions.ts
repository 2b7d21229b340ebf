import { AnswerLost } from '../api/lost-answer';
import { idsOf, type RequestView, type Verdict } from '../api/request-view';
import type { Told } from './decision-results';
import type { Reading } from './seen-uses';

const SENT_BEFORE = 'The first time it may have been received or not.';

/** What a person said of which requests, as they were seen. */
export interface Meant {
  readonly verdict: Verdict;
  readonly comment: string;
  readonly requests: readonly RequestView[];
  /** Of the warnings that stood there, which they could read before. */
  readonly reading?: Reading;
}

/** Which of them must not be sent once more. @throws CallFailed where it cannot be looked at now */
export type LookAgain = (requests: readonly RequestView[]) => Promise<ReadonlyMap<string, HeldBack>>;

export interface Sent extends Meant {
  readonly key: string;
  /** Who said it, and in which org. */
  readonly owner: string;
  /** Those of its requests of which the same was sent before, and got no answer. */
  readonly lost: ReadonlySet<string>;
  /** How each went. Without it and without an error it is under way. */
  readonly told?: readonly Told[];
  /** It was told while nobody was there who had said it. */
  readonly isUnheard?: boolean;
  readonly error?: unknown;
}

/** Why a request must not be decided before it was looked at again, and what to do then. */
export interface HeldBack {
  readonly reason: string;
  readonly advice: string;
  /** It could not be looked at. */
  readonly isUnread?: true;
}

/** Whether nobody who had said it could hear yet what became of it, or it is still to be dealt with. */
export function isOpen(sent: Sent): boolean {
  return isUnderWay(sent) || sent.isUnheard === true || failuresOf(sent) > 0;
}

export function isUnderWay({ told, error }: Sent): boolean {
  return told === undefined && error === undefined;
}

/** How many of its decisions were not counted, are not known, or counted without their comment: that is said nowhere else. */
export function failuresOf({ told = [], error, requests = [] }: Partial<Sent>): number {
  return error === undefined ? told.filter(({ worked, isCommentLost }) => !worked || isCommentLost).length : requests.length;
}

/** Some of its requests, and what became of them. */
export type Part = Pick<Sent, 'requests' | 'told' | 'error' | 'isUnheard'>;

/** Those of the same verdict that may have been received, in whatever words. */
export function lostBefore({ verdict, requests }: Meant, mine: readonly Sent[]): ReadonlySet<string> {
  const lost = mine.filter((other) => other.error instanceof AnswerLost && other.verdict === verdict);
  const ids = new Set(lost.flatMap((other) => idsOf(other.requests)));
  return new Set(idsOf(requests).filter((requestId) => ids.has(requestId)));
}

/** What goes, what comes back undecided, and of what it stays unknown. */
export function sorted({ requests, lost }: Sent, held: ReadonlyMap<string, HeldBack>) {
  const stopped = requests.filter(({ requestId }) => held.has(requestId));
  return {
    going: requests.filter((request) => !stopped.includes(request)),
    returned: stopped.filter(({ requestId }) => !lost.has(requestId)),
    stillLost: stopped.filter(({ requestId }) => lost.has(requestId)),
  };
}

/** Those that are not known, each with those of which the same is to be said. */
export function lostParts(unknown: readonly Told[]): readonly Part[] {
  const words = [...new Set(unknown.map((one) => one.words))];
  return words.map((said) => ({
    requests: unknown.filter((one) => one.words === said).map(({ request }) => request),
    error: new AnswerLost(said),
  }));
}

/** What kept these from being decided says nothing of those that were sent before. */
export function failedParts({ requests, lost }: Sent, error: unknown): readonly Part[] {
  if (error instanceof AnswerLost) return [{ requests, error }];
  const said = error instanceof Error ? error.message : 'Something unexpected happened.';
  return [
    { requests: requests.filter(({ requestId }) => !lost.has(requestId)), error },
    { requests: requests.filter(({ requestId }) => lost.has(requestId)), error: new AnswerLost(`${SENT_BEFORE} This time: ${said}`) },
  ];
}

export function notDecided({ reason, advice }: HeldBack = { reason: '', advice: '' }): string {
  return `${reason}. ${advice}`;
}

export function notSentAgain(held: Iterable<HeldBack>): string {
  const reasons = new Set([...held].map(({ reason }) => `${reason}.`));
  return `${SENT_BEFORE} This time it was not sent: look at it again. ${[...reasons].join(' ')}`;
}

/** Whether nothing is left to be looked at: all of it worked, or is said anew. Another verdict does not tell what became of a lost one. */
export function isReplaced({ told, error, verdict, requests }: Sent, meant: Meant): boolean {
  if (error instanceof AnswerLost && verdict !== meant.verdict) return false;
  const isDone = told !== undefined && failuresOf({ told }) === 0;
  return isDone || requests.every((request) => idsOf(meant.requests).includes(request.requestId));
}

export function isSame(one: Meant, other: Meant): boolean {
  return one.verdict === other.verdict && one.comment === other.comment && inAnyOrder(one) === inAnyOrder(other);
}

function inAnyOrder({ requests }: Meant): string {
  return idsOf(requests).toSorted().join();
}
