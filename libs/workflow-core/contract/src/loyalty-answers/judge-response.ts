import type { ExecutionOutcome, InDoubt } from '../outcome';
import type { InterpretContext, LoyaltyResponse, RequestType } from '../request-type';
import { type AnswerMember, answerMembers } from './answer-members';
import { isAboutAnother } from './echoes';
import { isFailureSign } from './failure-signs';
import { undocumentedAnswer } from './judged-answers';
import { madeId } from './made-id';

/** Every 2xx says that something was understood; only a documented one says that it is done. */
const USUAL_SUCCESS = [200];

/**
 * What an answer comes to. The type judges it; but what it takes for executed is held against everything that the answer says, alike for all
 * types: a status that is not documented, a sign of failure anywhere, an id that means none or somebody else is no success.
 */
export function judgeResponse(definition: RequestType, response: LoyaltyResponse, context: InterpretContext<unknown>): ExecutionOutcome {
  const outcome = definition.interpretResponse(response, context);
  if (outcome.kind !== 'executed') return outcome;
  const { statuses = USUAL_SUCCESS, madeIds = [] } = definition.success ?? {};
  if (!statuses.includes(response.status)) return undocumentedAnswer(response);
  // Done in part: that some failed is what the entries of its lists say, and the type has read each of them.
  const telling = (member: AnswerMember) => !(outcome.partial && member.isInList);
  const members = answerMembers(response.body).filter(telling);
  if ((!outcome.partial && countsFailures(response)) || members.some(isFailureSign))
    return contradictory('says of something that it failed');
  if (members.some(({ name, value }) => madeIds.includes(name) && !madeId.safeParse(value).success))
    return contradictory('names nothing that was made');
  const asked = definition.success?.echoes?.(context.payload) ?? {};
  return members.some((member) => isAboutAnother(asked, member)) ? contradictory('speaks of something else than was asked for') : outcome;
}

/** The documented header counts what failed in the call. */
function countsFailures({ headers }: LoyaltyResponse): boolean {
  return Number(headers['fail'] ?? 0) > 0;
}

function contradictory(what: string): InDoubt {
  return { kind: 'in-doubt', code: 'CONTRADICTORY_ANSWER', message: `The loyalty API answered with a success that ${what}.` };
}
