import { approve, newRequest } from '../conformance/sample-requests';
import { payloadDigest } from '../domain/payload-digest';
import { inMemoryFixture } from '../in-memory/in-memory-fixture';
import { InMemoryWakeUps } from '../in-memory/in-memory-wake-ups';
import { ManualClock } from '../in-memory/manual-clock';
import type { LoyaltyExchange } from '../ports/loyalty-gateway';
import { SIMULATED_TYPES } from '../simulation/simulated-types';
import { RandomIdentifiers } from '../system/random-identifiers';
import { ExecuteRequest } from './execute-request';
import { HeldLeases } from './held-leases';

const SALT = '00ff';
const APPROVED = '{"body":{"customer":"919900000101","key":"k1"}}';

/** What becomes of an approved request whose stored text is this one by the time it is executed. */
async function executeWith(payloadText: string) {
  const { here, attempts } = await inMemoryFixture();
  const request = newRequest({ type: 'REPLAYED_GRANT', payloadText, payloadSalt: SALT, payloadDigest: payloadDigest(SALT, APPROVED) });
  await here.requests.submit(request);
  await here.requests.close(approve(request));
  const sent: LoyaltyExchange[] = [];
  const ports = {
    executions: here.executions,
    loyalty: {
      send: async (exchange: LoyaltyExchange) => {
        sent.push(exchange);
        return { kind: 'readable' as const, bodyText: '{}', response: { status: 200, headers: {}, body: { outcome: 'executed' } } };
      },
    },
    identifiers: new RandomIdentifiers(),
    clock: new ManualClock(),
    wakeUps: new InMemoryWakeUps(),
    observer: { attempted: () => undefined, fencedBeforeCall: () => undefined },
  };
  const [due] = await here.executions.findDue(['REPLAYED_GRANT'], 1);
  await new ExecuteRequest(SIMULATED_TYPES, ports, new HeldLeases(here.executions)).execute(due!, { end: () => undefined });
  const stored = await here.requests.read(request.orgId, request.requestId);
  return {
    bodies: sent.map(({ call }) => call.bodyText),
    state: stored?.state,
    notes: (await attempts(request)).map((attempt) => attempt.class),
  };
}

describe('an approved request', () => {
  it('is executed with the text that was approved', async () => {
    expect(await executeWith(APPROVED)).toEqual({
      bodies: ['{"customer":"919900000101","key":"k1"}'],
      state: 'approved',
      notes: ['executed'],
    });
  });

  it.each([
    ['another customer', APPROVED.replace('0101', '0102')],
    ['one more blank', APPROVED.replace(':', ': ')],
    ['a field more', APPROVED.replace('{"customer"', '{"extra":1,"customer"')],
    ['nothing', '{}'],
  ])('is held and never sent when its stored text has become one with %s', async (_change, text) => {
    expect(await executeWith(text)).toEqual({ bodies: [], state: 'needs_review', notes: ['tampered'] });
  });
});
