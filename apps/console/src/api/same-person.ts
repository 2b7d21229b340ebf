import { currentSession } from '../signed-in/session-store';
import { AnswerLost } from './lost-answer';

const NOT_THEIRS = 'The session that sent it has ended or works in another org. Sign in again and look before you repeat it.';

/**
 * What is repeated by whoever began it, in the same org, and never with the token of the person who has signed in since.
 * @param isMeant whether they still want it
 */
export function bySamePerson<Answer>(send: () => Promise<Answer>, isMeant = () => true): () => Promise<Answer> {
  const began = who();
  return () => (who() === began && isMeant() ? send() : Promise.reject(new AnswerLost(NOT_THEIRS)));
}

/** A person in an org; somebody who was signed out is nobody. */
function who(): string {
  const session = currentSession();
  return session ? `${session.user.id}/${session.orgId}` : '';
}
