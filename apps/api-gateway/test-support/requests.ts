import type { ClaimedExecution, Settlement } from '@countersign/engine';
import { type Answer, type TestGateway, textAt } from './gateway';
import { CHECKER, MAKER, type TestPerson } from './tokens';

export const REQUESTS = '/api_gateway/v2/request-workflow';
export const ENTITY = { tillId: '50682289', storeId: '50682288', zoneId: '50682286', conceptId: '50678331' };

/** A redemption as the maker's client writes it: amounts as text, spelling and order of its own. */
export function redemption(reference: string, { mobile = '919900000101', points = '100' } = {}): string {
  return `{"entityInfo":${JSON.stringify(ENTITY)},"payload":{"IntouchAPITask-Payload":{"queryParams":{"skip_validation":"true", "format":"json"},"body":{"root":{"redeem":{ "points_redeemed":"${points}","customer":{"mobile":"${mobile}"},"external_reference_number":"${reference}"}}}}}}`;
}

export function goodwill(reference: string, points: string): string {
  return `{"entityInfo":{"tillId":"7001"},"payload":{"IntouchAPITask-Payload":{"body":{"referenceId":"${reference}","reason":"Late","baseType":"POINTS","programId":1001,"awardingTillId":7001,"earningEntityType":"CUSTOMER","earningEntityId":5001001,"points":${points},"source":"API"}}}}`;
}

export function submit(
  gateway: TestGateway,
  body: unknown,
  { as = MAKER, headers = {}, type = 'POINTS-REDEMPTION' }: { as?: TestPerson; headers?: Record<string, string>; type?: string } = {},
): Promise<Answer> {
  return gateway.call({ method: 'POST', url: `${REQUESTS}/${type}`, as, body, headers });
}

/** The id of a new redemption that waits for a checker. */
export async function submitted(
  gateway: TestGateway,
  reference: string,
  options: { as?: TestPerson; mobile?: string } = {},
): Promise<string> {
  const { mobile, ...rest } = options;
  const answer = await submit(gateway, redemption(reference, mobile === undefined ? {} : { mobile }), rest);
  if (answer.status !== 200) throw new Error(`The submission was answered ${answer.status}: ${answer.text}`);
  return textAt(answer, 'data', 'requestId');
}

export function decisionOf(requestId: string, actionDecision: 'approved' | 'rejected' | 'sent-back', more: object = {}): object {
  return {
    requestId,
    actionName: 'AdminTask',
    payload: { 'AdminTask-Payload': { actionDecision, actionMessage: `${actionDecision} after a look` } },
    ...more,
  };
}

export function decide(
  gateway: TestGateway,
  body: unknown,
  { as = CHECKER, headers = {}, type = 'POINTS-REDEMPTION' }: { as?: TestPerson; headers?: Record<string, string>; type?: string } = {},
): Promise<Answer> {
  return gateway.call({ method: 'PUT', url: `${REQUESTS}/${type}`, as, body, headers: { prefer: 'respond-async', ...headers } });
}

/** What the worker does once the loyalty API has answered; waits until the request is there to be executed. */
export async function execute(gateway: TestGateway, end: Partial<Settlement> & { readonly next: Settlement['next'] }): Promise<void> {
  const store = gateway.executions;
  const types = ['POINTS_REDEMPTION', 'GOODWILL_POINTS'];
  const deadline = Date.now() + 5_000;
  let claimed: ClaimedExecution | undefined;
  while (!claimed && Date.now() < deadline) {
    const [due] = await store.findDue(types, 1);
    claimed = due && (await store.claim(due));
  }
  if (!claimed || !(await store.fence(claimed))) throw new Error('No execution became due in time.');
  const { orgId, requestId, epoch } = claimed;
  const settlement = {
    orgId,
    requestId,
    epoch,
    eventId: crypto.randomUUID(),
    attempt: { class: 'executed', httpStatus: 200, durationMs: 5 },
    outcome: { kind: 'executed', message: 'Points redeemed.', attempts: 1 },
    ...end,
  } as Settlement;
  if (!(await store.settle(settlement))) throw new Error('The execution was fenced off.');
}
