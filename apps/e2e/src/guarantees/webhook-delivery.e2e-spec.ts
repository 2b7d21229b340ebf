import { waitFor } from '@countersign/local-servers';
import type { Delivery } from '@countersign/local-stack';
import { Webhook } from 'standardwebhooks';
import { jsonOf } from '../support/http';
import { customer, redemption } from '../support/submissions';
import { CONFIGURATOR, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** Never answers. */
const hang = (): Promise<number> => new Promise(() => undefined);

describe('webhooks', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());

  /** Lets the time pass until the next tries of an org are due. A try under way keeps its lease: without it, it would be made twice. */
  const hurry = ({ id }: TestOrg): Promise<unknown> =>
    on.sql(
      `update delivery d set due_at = clock_timestamp()
        where d.org_id = $1 and d.state = 'due' and d.due_at > clock_timestamp()
          and exists (select 1 from attempt a
                       where a.org_id = d.org_id and a.endpoint_id = d.endpoint_id and a.request_id = d.request_id
                         and a.seq = d.seq and a.epoch = d.epoch)`,
      [id],
    );

  it('that a receiver answers with 500 come again, in order for each request', async () => {
    const org = on.org();
    let failures = 0;
    const subscriber = await org.subscribe({ answer: () => ((failures += 1) <= 4 ? 500 : 204) });
    const ids = await Promise.all([1, 2].map((number) => org.approved(redemption(customer(number)))));
    await Promise.all(ids.map((id) => org.settled(id)));
    await waitFor(
      async () => {
        await hurry(org);
        return ids.every((id) => subscriber.statesOf(id).includes('approved'));
      },
      { what: 'all events', every: 200, deadlineMs: 30_000 },
    );
    for (const id of ids) {
      const states = subscriber.statesOf(id);
      expect(states.at(-1)).toBe('approved');
      expect(states.filter((state) => state === 'approved')).toHaveLength(1);
      expect(states.slice(0, -1).every((state) => state === 'AdminTask')).toBe(true);
    }
    expect(failures).toBeGreaterThan(4);
  });

  it('that a receiver answers with 400 are not lost', async () => {
    const org = on.org();
    let failures = 0;
    const subscriber = await org.subscribe({ answer: () => ((failures += 1) === 1 ? 400 : 204) });
    const requestId = await org.submitted(redemption(customer(1)));
    await waitFor(() => failures === 1, { what: 'the first try' });
    await waitFor(
      async () => {
        await hurry(org);
        return subscriber.deliveriesOf(requestId).length === 2;
      },
      { what: 'the second try', every: 200 },
    );
    const [first, second] = subscriber.deliveriesOf(requestId);
    expect([second?.body, second?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']]);
  });

  it('are signed with the secret before a rotation as well, and no longer once its time is over', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const { endpointId, secret: old } = subscriber.endpoint;
    const rotated = await org.call({ method: 'POST', path: `/v3/webHooks/${endpointId}/rotateSecret`, as: CONFIGURATOR });
    const { secret } = (jsonOf(rotated) as { data: { secret: string } }).data;
    const delivered = async (number: number): Promise<Delivery> => {
      const requestId = await org.submitted(redemption(customer(number)));
      await subscriber.eventsOf(requestId, 1);
      return subscriber.deliveriesOf(requestId)[0]!;
    };
    const verify = (by: string, { body, headers }: Delivery): unknown => new Webhook(by).verify(body, headers);
    const meanwhile = await delivered(1);
    for (const by of [old, secret]) expect(verify(by, meanwhile)).toMatchObject({ eventName: 'requestWorkflowEvent' });
    await on.sql(
      `update webhook_endpoint
          set previous_secrets = (select jsonb_agg(one || jsonb_build_object('until', now() - interval '1 second'))
                                    from jsonb_array_elements(previous_secrets) one)
        where org_id = $1`,
      [org.id],
    );
    subscriber.receiver.trust(secret);
    const later = await delivered(2);
    expect(verify(secret, later)).toMatchObject({ eventName: 'requestWorkflowEvent' });
    expect(() => verify(old, later)).toThrow('No matching signature found');
  });

  it('to a receiver that hangs do not hold up the others', async () => {
    const org = on.org();
    const hanging = await org.subscribe({ answer: hang });
    const sound = await org.subscribe();
    const ids = await Promise.all(Array.from({ length: 40 }, (_, index) => org.submitted(redemption(customer(1 + index)))));
    await Promise.all(ids.map((id) => sound.eventsOf(id, 1, 10_000)));
    expect(hanging.receiver.deliveries.length).toBeGreaterThan(0);
    expect(hanging.receiver.deliveries.length).toBeLessThanOrEqual(20);
    await hanging.receiver.close();
  });

  it('to a receiver that is gone (410) wait, and all come in order once it is made active again', async () => {
    const org = on.org();
    let isGone = true;
    const subscriber = await org.subscribe({ answer: () => (isGone ? 410 : 204) });
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await waitFor(async () => (await subscriber.show()).disabledAt !== undefined, { what: 'the endpoint to be disabled' });
    await org.decide(submission.type, requestId, 'rejected');
    expect(await subscriber.log()).toMatchObject([{ state: 'due' }, { state: 'due' }]);
    expect(subscriber.statesOf(requestId)).toEqual(['AdminTask']);
    isGone = false;
    await subscriber.activate();
    await waitFor(() => subscriber.statesOf(requestId).length === 3, { what: 'the kept events' });
    expect(subscriber.statesOf(requestId)).toEqual(['AdminTask', 'AdminTask', 'rejected']);
    expect((await subscriber.show()).disabledAt).toBeUndefined();
  });

  it('sent again on wish have the same bytes and the same id, and a signature of their own time', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const requestId = await org.approved(redemption(customer(1)));
    await subscriber.eventsOf(requestId, 2);
    const logged = await waitFor(
      async () => {
        const log = await subscriber.log();
        return log.every(({ state }) => state === 'delivered') && log;
      },
      { what: 'the log to say delivered' },
    );
    const terminal = logged.find(({ sequence }) => sequence > 1)!;
    const again = await org.call({ method: 'POST', path: `/v3/webHooks/deliveries/${terminal.deliveryId}/resend`, as: CONFIGURATOR });
    expect(again.status).toBe(200);
    await waitFor(() => subscriber.deliveriesOf(requestId).length === 3, { what: 'the event once more' });
    const [, first, second] = subscriber.deliveriesOf(requestId);
    expect(second).toMatchObject({ body: first?.body, signature: 'ok' });
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it('of a request that is decided while its first event is under way follow at once, not after a lease', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const ids: string[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      const submission = redemption(customer(1 + (turn % 50)));
      const requestId = await org.submitted(submission);
      await org.decide(submission.type, requestId, 'rejected');
      ids.push(requestId);
    }
    await Promise.all(ids.map((id) => subscriber.eventsOf(id, 2, 5_000)));
  });

  it('of an endpoint made inactive are kept for when it is active', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const inactive = { ...subscriber.endpoint.body, active: false };
    await org.call({ method: 'PUT', path: `/v3/webHooks/${subscriber.endpoint.endpointId}`, body: inactive, as: CONFIGURATOR });
    const requestId = await org.approved(redemption(customer(1)));
    await org.settled(requestId);
    expect(subscriber.deliveriesOf(requestId)).toEqual([]);
    await subscriber.activate();
    await subscriber.eventsOf(requestId, 2);
    expect(subscriber.statesOf(requestId)).toEqual(['AdminTask', 'approved']);
  });

  it('of one org never reach another one', async () => {
    const [one, other] = [on.org(), on.org()];
    const [heard, deaf] = [await one.subscribe(), await other.subscribe()];
    const requestId = await one.approved(redemption(customer(1)));
    await heard.eventsOf(requestId, 2);
    const own = await other.submitted(redemption(customer(1)));
    await deaf.eventsOf(own, 1);
    expect(deaf.receiver.deliveries.map(({ event }) => event?.orgId)).toEqual([other.id]);
  });
});
