import { customer, redemption, type Submission } from '../support/submissions';
import { OTHER_CHECKER, type TestOrg } from '../support/test-org';
import type { Visitor } from './visitor';

export const NO_DUPLICATE = 'No request for the same has taken effect before, or still may.';
export const EXECUTED = /by a request that was approved and executed/;
export const HELD_BACK = /You decided before you could have read this, so nothing was decided/;
/** In the page, as an expression. */
export const APPROVE_BUTTON = `[...document.querySelectorAll('main button')].find(({ textContent }) => textContent === 'Approve')`;

/** What may be asked for twice, because nothing tells one from the other. */
export const withoutReference = (who: number, points: string): Submission =>
  redemption(customer(who), { points_redeemed: points, external_reference_number: undefined, transaction_number: undefined });

/** The same request once more, decided by somebody else while a checker looks. */
export async function executed(org: TestOrg, submission: Submission): Promise<void> {
  const requestId = await org.submitted(submission);
  await org.decide(submission.type, requestId, 'approved', { as: OTHER_CHECKER, headers: { prefer: 'respond-async' } });
  await org.settled(requestId);
}

/** How many decided on it, once the console has told that it was held back. */
export async function heldBack(org: TestOrg, { page }: Visitor, requestId: string): Promise<number> {
  await page.getByRole('region', { name: 'Decisions that were sent' }).getByText(HELD_BACK).waitFor();
  return (await org.read(requestId)).details.decisions.length;
}
