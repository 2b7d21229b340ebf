import type { RequestLimits, SubmitResult } from '../ports/request-store';
import {
  agreedPolicy,
  approve,
  AUTHORS,
  MAKER,
  newRequest,
  ORG,
  reject,
  SECOND_CHECKER,
  submitted,
  TYPE,
  withdraw,
} from './sample-requests';
import type { StoreFixture } from './store-fixture';

const CAPS: RequestLimits = { caps: { maker: { requests: 2 }, customer: { amount: 10 }, org: { requests: 4, amount: 100 } } };
const ALONE: RequestLimits = { caps: {}, sameCustomerPending: false };
const DAY_MS = 86_400_000;
const OTHER_MAKER = { id: 44, name: 'Odd Other' };

/** Verdicts that depend on counters and on other requests. */
export function describeLimits(fixture: () => StoreFixture): void {
  const submit = (own: Parameters<typeof newRequest>[0]): Promise<SubmitResult> =>
    fixture().here.requests.submit(newRequest({ limits: CAPS, amount: 1, ...own }));

  describe('of daily caps', () => describeCaps(fixture, submit));
  describe('of daily caps, as to days, orgs and types', () => describeScope(fixture, submit));
  describe('of others of the same customer', () => describeDuplicates(fixture));
  describe('of policies', () => describeAuthors(fixture));
  describe('of requests that name several customers', () => describeSeveral(fixture, submit));
}

type Submit = (own: Parameters<typeof newRequest>[0]) => Promise<SubmitResult>;

function describeCaps(fixture: () => StoreFixture, submit: Submit): void {
  it('count per maker, customer and org, and tell what they stand at when one is passed', async () => {
    expect(await submit({ customer: 'asha', amount: 9.9 })).toMatchObject({ kind: 'created' });
    expect(await submit({ customer: 'asha', amount: 0.2 })).toEqual({
      kind: 'limits-differ',
      facts: { usage: { maker: { requests: 1, amount: 9.9 }, customer: { requests: 1, amount: 9.9 }, org: { requests: 1, amount: 9.9 } } },
    });
    expect(await submit({ customer: 'asha', amount: 0.1 })).toMatchObject({ kind: 'created' });
    expect(await submit({ customer: 'bela' })).toMatchObject({
      kind: 'limits-differ',
      facts: { usage: { maker: { requests: 2, amount: 10 } } },
    });
    expect(await submit({ customer: 'bela', requester: OTHER_MAKER })).toMatchObject({ kind: 'created' });
    expect(await submit({ customer: 'chen', requester: OTHER_MAKER, amount: 90 })).toMatchObject({ kind: 'limits-differ' });
  });

  it('leave nothing behind of what they refuse', async () => {
    const request = newRequest({ limits: CAPS, amount: 11 });
    expect(await fixture().here.requests.submit(request)).toMatchObject({ kind: 'limits-differ' });
    expect(await fixture().here.requests.read(ORG, request.requestId)).toBeUndefined();
    expect(await submit({ customer: request.customer, amount: 10 })).toMatchObject({ kind: 'created' });
  });

  it('do not count a repeated call', async () => {
    const own = { idempotency: { key: 'k', fingerprint: 'f' }, customer: 'asha' };
    for (const kind of ['created', 'replayed', 'replayed']) expect(await submit(own)).toMatchObject({ kind });
    expect(await submit({ customer: 'asha' })).toMatchObject({ kind: 'created' });
  });

  it.each([
    ['rejected', reject],
    ['withdrawn', withdraw],
  ])('get back what is %s', async (_state, end) => {
    const { here } = fixture();
    const request = await submitted(here, { limits: CAPS, amount: 10, customer: 'asha' });
    expect(await submit({ customer: 'asha' })).toMatchObject({ kind: 'limits-differ' });
    await here.requests.close(end(request));
    expect(await submit({ customer: 'asha', amount: 10 })).toMatchObject({ kind: 'created' });
    expect(await submit({ customer: 'bela' })).toMatchObject({ kind: 'created' });
    expect(await submit({ customer: 'chen' })).toMatchObject({ kind: 'limits-differ' });
  });

  it('keep what is approved', async () => {
    const { here } = fixture();
    await here.requests.close(approve(await submitted(here, { limits: CAPS, amount: 10, customer: 'asha' })));
    expect(await submit({ customer: 'asha' })).toMatchObject({ kind: 'limits-differ' });
  });
}

function describeScope(fixture: () => StoreFixture, submit: Submit): void {
  it('begin anew with the next day, and what is given back then leaves no room there', async () => {
    const { here, passTime } = fixture();
    const request = await submitted(here, { limits: CAPS, amount: 10, customer: 'asha' });
    await passTime(DAY_MS);
    expect(await submit({ customer: 'asha', amount: 10 })).toMatchObject({ kind: 'created' });
    await here.requests.close(reject(request));
    expect(await submit({ customer: 'asha' })).toMatchObject({
      kind: 'limits-differ',
      facts: { usage: { customer: { requests: 1, amount: 10 } } },
    });
  });

  it('hold for one org and type', async () => {
    const capped = { limits: { caps: { org: { requests: 1 } } } };
    await submit(capped);
    expect(await submit(capped)).toMatchObject({ kind: 'limits-differ' });
    expect(await submit({ ...capped, type: `${TYPE}_TOO` })).toMatchObject({ kind: 'created' });
    expect(await submit({ ...capped, orgId: ORG + 1 })).toMatchObject({ kind: 'created' });
  });
}

function describeSeveral(fixture: () => StoreFixture, submit: Submit): void {
  it('count for everybody whom a request names, and are held against the one with the most', async () => {
    const limits = { caps: { customer: { requests: 2 } } };
    expect(await submit({ limits, customer: 'asha', otherCustomers: ['bela', 'chen'] })).toMatchObject({ kind: 'created' });
    expect(await submit({ limits, customer: 'chen' })).toMatchObject({ kind: 'created' });
    expect(await submit({ limits, customer: 'dina', otherCustomers: ['asha', 'chen'] })).toMatchObject({
      kind: 'limits-differ',
      facts: { usage: { customer: { requests: 2, amount: 2 } } },
    });
    expect(await submit({ limits, customer: 'dina', otherCustomers: ['bela', 'asha'] })).toMatchObject({ kind: 'created' });
    expect(await submit({ limits, customer: 'bela' })).toMatchObject({ kind: 'limits-differ' });
  });

  it('get back for everybody what came to nothing', async () => {
    const { here } = fixture();
    const limits = { caps: { customer: { requests: 1 } } };
    const request = await submitted(here, { limits, customer: 'asha', otherCustomers: ['bela', 'chen'] });
    expect(await submit({ limits, customer: 'chen' })).toMatchObject({ kind: 'limits-differ' });
    await here.requests.close(withdraw(request));
    for (const customer of ['asha', 'bela', 'chen']) expect(await submit({ limits, customer })).toMatchObject({ kind: 'created' });
  });

  it('find others whether a customer stands first or beside another', async () => {
    const { here } = fixture();
    const first = await submitted(here, { customer: 'asha', otherCustomers: ['bela'] });
    for (const own of [
      { customer: 'bela' },
      { customer: 'chen', otherCustomers: ['asha'] },
      { customer: 'chen', otherCustomers: ['bela'] },
    ])
      expect(await here.requests.submit(newRequest({ ...own, limits: ALONE }))).toMatchObject({
        kind: 'limits-differ',
        facts: { pendingRequestId: first.requestId },
      });
    expect(await here.requests.submit(newRequest({ customer: 'chen', otherCustomers: ['dina'], limits: ALONE }))).toMatchObject({
      kind: 'created',
    });
  });
}

function describeDuplicates(fixture: () => StoreFixture): void {
  it('name the pending one when the verdict took none for there', async () => {
    const { here, there } = fixture();
    const first = await submitted(here, { customer: 'asha' });
    const second = newRequest({ customer: 'asha', limits: ALONE });
    expect(await there.requests.submit(second)).toMatchObject({ kind: 'limits-differ', facts: { pendingRequestId: first.requestId } });
    const warned = { ...second, limits: { caps: {}, sameCustomerPending: true } };
    expect(await there.requests.submit(warned)).toMatchObject({ kind: 'created' });
    expect(await here.requests.read(ORG, second.requestId)).toMatchObject({ customerHadPending: true });
  });

  it('do not matter once they are decided, and when of another customer or type', async () => {
    const { here } = fixture();
    const first = await submitted(here, { customer: 'asha', limits: ALONE });
    await submitted(here, { customer: 'bela', limits: ALONE });
    await submitted(here, { customer: 'asha', limits: ALONE, type: `${TYPE}_TOO` });
    await here.requests.close(approve(first, { checker: SECOND_CHECKER }));
    expect(await here.requests.submit(newRequest({ customer: 'asha', limits: ALONE }))).toMatchObject({ kind: 'created' });
  });

  it('tell when the verdict took one for pending that is not', async () => {
    const { here } = fixture();
    const request = newRequest({ limits: { caps: {}, sameCustomerPending: true } });
    const result = await here.requests.submit(request);
    expect(result.kind).toBe('limits-differ');
    expect(result).not.toHaveProperty('facts.pendingRequestId');
  });

  it('are seen by exactly one of several who submit at once', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 5; round++) {
      const rivals = [here, there, here, there].map(({ requests }) =>
        requests.submit(newRequest({ customer: `c-${round}`, limits: ALONE })),
      );
      const kinds = (await Promise.all(rivals)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['created', 'limits-differ', 'limits-differ', 'limits-differ']);
    }
  });

  it('and a refusal is kept, unless the key was used before or the policy is another one by now', async () => {
    const { here } = fixture();
    const idempotency = { key: 'k', fingerprint: 'f' };
    const refused = { request: newRequest({ idempotency }), reason: 'maker-cap', facts: {} } as const;
    expect(await here.requests.refuse(refused)).toEqual({ kind: 'kept' });
    expect(await here.requests.refuse({ ...refused, request: newRequest({ idempotency }) })).toEqual({ kind: 'kept' });
    expect(await here.requests.refuse({ ...refused, request: newRequest({ policyVersion: 1 }) })).toEqual({ kind: 'policy-changed' });
    const request = await submitted(here, { idempotency });
    expect(await here.requests.refuse(refused)).toMatchObject({ kind: 'replayed', request: { requestId: request.requestId } });
    const other = newRequest({ idempotency: { ...idempotency, fingerprint: 'other' }, requester: MAKER });
    expect(await here.requests.refuse({ ...refused, request: other })).toEqual({ kind: 'key-reused' });
  });
}

function describeAuthors(fixture: () => StoreFixture): void {
  it.each(AUTHORS)('are approved for everybody but those who agreed on them: $name', async (author) => {
    const { here } = fixture();
    const policyVersion = await agreedPolicy(here);
    const own = { requester: author, policyVersion };
    expect(await here.requests.submit(newRequest({ ...own, verdict: 'auto' }))).toEqual({
      kind: 'limits-differ',
      facts: { ownPolicy: true },
    });
    const checked = newRequest({ ...own, limits: { caps: {}, ownPolicy: true } });
    expect(await here.requests.submit(checked)).toMatchObject({ kind: 'created' });
    expect(await here.requests.read(ORG, checked.requestId)).toMatchObject({ state: 'pending', ownPolicy: true });
    expect(await here.requests.submit(newRequest({ policyVersion, verdict: 'auto' }))).toMatchObject({ kind: 'created' });
  });
}
