import { AnswerLost } from '../src/api/lost-answer';
import { idsOf, type RequestView } from '../src/api/request-view';
import type { Told } from '../src/request/decision-results';
import { Outbox } from '../src/request/outbox';
import type { HeldBack, LookAgain, Meant, Sent } from '../src/request/sent-decisions';

export const request = (requestId: string) => ({ requestId }) as RequestView;
export const approve = (comment: string, ...ids: readonly string[]): Meant => ({
  verdict: 'approved',
  comment,
  requests: ids.map(request),
});
export const went = (worked: boolean, ...ids: readonly string[]): readonly Told[] =>
  ids.map((id) => ({ request: request(id), worked, words: '' }));

/** Duplicates whose warning was not seen are held back. */
export const USED: HeldBack = { reason: 'Used before', advice: 'Nothing was decided.' };
export const holdBack = ({ requests, reading }: Meant): Promise<ReadonlyMap<string, HeldBack>> => {
  const unseen = idsOf(requests).filter((requestId) => requestId.startsWith('dup') && !reading?.seen.has(requestId));
  return Promise.resolve(new Map(unseen.map((requestId) => [requestId, USED])));
};

/** An outbox before a gateway that answers when it is told to. */
export function gateway() {
  const calls: {
    readonly intent: Sent;
    readonly isMeant: () => boolean;
    readonly lookAgain: () => ReturnType<LookAgain>;
    readonly answer: (told: readonly Told[]) => void;
    readonly fail: (error?: Error) => void;
  }[] = [];
  const means = { me: 'chen/0', keys: 0, holdBack };
  const told: string[] = [];
  const outbox = new Outbox({
    freshKey: () => `key-${(means.keys += 1)}`,
    owner: () => means.me,
    holdBack: (meant) => means.holdBack(meant),
    decide: (intent, isMeant, lookAgain) =>
      new Promise((resolve, reject) =>
        calls.push({
          intent,
          isMeant,
          lookAgain: () => lookAgain(intent.requests),
          answer: resolve,
          fail: (error = new AnswerLost('No answer.')) => reject(error),
        }),
      ),
    onTold: ({ comment }) => told.push(comment),
  });
  return { outbox, calls, told, means };
}

/** What is told of each, by its requests. */
export const standing = (outbox: Outbox): readonly string[][] =>
  outbox
    .all()
    .map(({ requests, error, told = [] }) => [
      ...idsOf(requests),
      error instanceof Error ? `${error.name}: ${error.message}` : told.map(({ words }) => words).join(),
    ]);

/** Lets all that can go on do so. */
export const soon = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));
