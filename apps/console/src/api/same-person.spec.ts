import { AnswerLost, untilKnown } from './lost-answer';
import { CallFailed } from './problem';
import { bySamePerson } from './same-person';

const CHEN = { user: { id: 2001 }, orgId: 7 };
let session: typeof CHEN | undefined = CHEN;
jest.mock('../signed-in/session-store', () => ({ currentSession: () => session }));

/** Loses the first answer, while which the session becomes this one. @returns how often it was sent */
async function sentWhile(next: typeof session): Promise<number> {
  session = CHEN;
  let calls = 0;
  const send = async () => {
    calls += 1;
    await Promise.resolve();
    if (calls === 1) throw new CallFailed(0, []);
    return 'done';
  };
  const wait = async () => {
    session = next;
    await Promise.resolve();
  };
  await untilKnown(bySamePerson(send), { wait }).catch((error: unknown) => {
    if (!(error instanceof AnswerLost)) throw error;
  });
  return calls;
}

describe('a write whose answer was lost', () => {
  it('is not repeated in the name of who has signed in since, nor in another org', async () => {
    expect(await sentWhile({ user: { id: 2002 }, orgId: 7 })).toBe(1);
    expect(await sentWhile({ user: { id: 2001 }, orgId: 8 })).toBe(1);
    expect(await sentWhile(undefined)).toBe(1);
    expect(await sentWhile(CHEN)).toBe(2);
  });
});
