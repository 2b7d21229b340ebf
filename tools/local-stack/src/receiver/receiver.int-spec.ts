import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import { Receiver } from './receiver';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
let receiver: Receiver;

afterEach(() => receiver.close());

function eventBody(eventId: string, state = 'AdminTask'): string {
  const data = { requestId: 'request-1', requestType: 'POINTS_REDEMPTION', currentRequestState: state };
  return JSON.stringify({ eventName: 'requestWorkflowEvent', eventId, orgId: 0, data });
}

function signed(eventId: string, body: string, at = new Date(), secret = SECRET): Record<string, string> {
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(eventId, at, body),
  };
}

async function post(body: string, headers: Record<string, string>): Promise<number> {
  const answer = await request(receiver.url, { method: 'POST', body, headers, reset: true });
  await answer.body.dump();
  return answer.statusCode;
}

async function deliver(eventId: string, state?: string): Promise<number> {
  const body = eventBody(eventId, state);
  return post(body, signed(eventId, body));
}

describe('the receiver', () => {
  it('records well-signed events in the order they came', async () => {
    receiver = await Receiver.start();
    receiver.trust(SECRET);
    expect([await deliver('e-1'), await deliver('e-2', 'approved')]).toEqual([204, 204]);
    expect(receiver.eventsOf('request-1').map(({ data }) => data.currentRequestState)).toEqual(['AdminTask', 'approved']);
  });

  it.each([
    ['of another secret', (body: string) => signed('e-1', body, new Date(), 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD')],
    ['of another body', () => signed('e-1', eventBody('e-1', 'approved'))],
    ['that is an hour old', (body: string) => signed('e-1', body, new Date(Date.now() - 3_600_000))],
    ['that is missing', () => ({})],
  ])('believes nothing with a signature %s', async (_, headersFor) => {
    receiver = await Receiver.start();
    receiver.trust(SECRET);
    const body = eventBody('e-1');
    expect(await post(body, headersFor(body))).toBe(401);
    expect(receiver.events).toEqual([]);
    expect(receiver.deliveries).toMatchObject([{ signature: 'bad' }]);
  });

  it('counts an event once that was delivered twice', async () => {
    receiver = await Receiver.start();
    receiver.trust(SECRET);
    await deliver('e-1');
    await deliver('e-1');
    expect(receiver.events).toHaveLength(1);
    expect(receiver.deliveries).toHaveLength(2);
  });

  it('puts deliveries off until it knows the secret', async () => {
    receiver = await Receiver.start();
    expect(await deliver('e-1')).toBe(503);
    expect(receiver.deliveries).toEqual([]);
  });

  it('answers what it is told to, and tells of each delivery', async () => {
    const heard: string[] = [];
    receiver = await Receiver.start({ answer: () => 500, onDelivery: ({ signature }) => heard.push(signature) });
    receiver.trust(SECRET);
    expect(await deliver('e-1')).toBe(500);
    expect(heard).toEqual(['ok']);
  });

  it('sends whoever delivers elsewhere when it is told to', async () => {
    const elsewhere = { status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' } };
    receiver = await Receiver.start({ answer: () => elsewhere });
    receiver.trust(SECRET);
    const body = eventBody('e-1');
    const answer = await request(receiver.url, { method: 'POST', body, headers: signed('e-1', body), reset: true });
    await answer.body.dump();
    expect([answer.statusCode, answer.headers.location]).toEqual([307, elsewhere.headers.location]);
  });
});
