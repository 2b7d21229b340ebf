import type { RequestView, Verdict } from '../api/request-view';
import { grantInWords } from '../display/checker-words';

export interface Person {
  readonly id: number;
  readonly grants: readonly string[];
}

/** What a person can say on a request now, and why no more than that. The gateway decides; this says it before a comment is written. */
export interface Standing {
  readonly verdicts: readonly Verdict[];
  readonly why?: string;
  readonly isOwn: boolean;
}

export function standingOf(request: RequestView, person: Person): Standing {
  const isOwn = request.userId === person.id;
  const nothing = (why: string): Standing => ({ verdicts: [], why, isOwn });
  if (isOwn && request.state === 'AdminTask') return nothing('You asked for this: another checker decides.');
  if (request.state !== 'AdminTask') return nothing('This no longer waits for a checker.');
  if (request.details.decisions.some(({ checkerId }) => checkerId === person.id))
    return nothing('You have approved this already: it takes another checker now.');
  const { levels = [], next = 'CanCheckRequest' } = request.details.approval;
  const asked = levels.length > 0 ? levels.map(({ grant }) => grant) : [next];
  if (!person.grants.some((grant) => grant.startsWith('CanCheckRequest'))) return nothing('Checkers decide on this.');
  if (!asked.some((grant) => person.grants.includes(grant))) return nothing(`This takes ${grantInWords(next)}.`);
  if (person.grants.includes(next)) return { verdicts: ['approved', 'rejected', 'sent-back'], isOwn };
  return {
    verdicts: ['rejected', 'sent-back'],
    why: `The next approval takes ${grantInWords(next)}. You can reject it or send it back.`,
    isOwn,
  };
}
