import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { RequestTypeRegistry } from '@countersign/contract';
import { RandomIdentifiers } from '@countersign/engine';
import {
  InMemoryDatabase,
  InMemoryNotificationStore,
  InMemoryPolicyStore,
  InMemoryRequestStore,
  ManualClock,
} from '@countersign/engine/testing';
import { freePort, MailServer } from '@countersign/local-servers';
import { createLogger, createMetrics } from '@countersign/observability';
import { requestTypes } from '@countersign/request-type-catalog';
import { smtpSettings } from '../config/smtp-settings';
import { NotificationsLoop } from './notifications-loop';
import { ObservedNotifications } from './observed-notifications';
import { SmtpSender } from './smtp-sender';

const ORG = 7001;
const TYPE = 'POINTS_REDEMPTION';
const HOUR_MS = 3_600_000;
const FROM = 'countersign@shop.example';
const identifiers = new RandomIdentifiers();

interface Desk {
  readonly clock: ManualClock;
  readonly notifications: InMemoryNotificationStore;
  /** One request that somebody is to be told of. */
  readonly submit: () => Promise<string>;
}

async function desk(emails: readonly string[]): Promise<Desk> {
  const clock = new ManualClock();
  const database = new InMemoryDatabase(clock);
  const policies = new InMemoryPolicyStore(database);
  const requests = new InMemoryRequestStore(database);
  const settings = { autoApproval: { mode: 'off' }, notifications: { emails } } as const;
  await policies.propose({ orgId: ORG, type: TYPE, settings, proposer: { id: 1, name: 'one' } });
  await policies.decide({ orgId: ORG, type: TYPE, version: 1, verdict: 'active', decider: { id: 2, name: 'two' } });
  const submit = async (): Promise<string> => {
    const requestId = identifiers.requestId();
    await requests.submit({
      ...{ orgId: ORG, requestId, type: TYPE, typeVersion: 1, requester: { id: 41, name: 'maker.one' }, entityInfo: {} },
      ...{ payloadText: '{"body":{}}', payloadSalt: '00', payloadDigest: 'd', customer: '919900000101', line: 'Redeem', policyVersion: 1 },
      ...{ verdict: 'checker', quorum: 1, whenInDoubt: 'replay', traceId: 't', eventId: identifiers.eventId() },
    });
    return requestId;
  };
  return { clock, notifications: new InMemoryNotificationStore(database), submit };
}

function loopOf(
  { notifications }: Desk,
  port: number,
  longestMs?: number,
): { readonly loop: NotificationsLoop; readonly sender: SmtpSender } {
  const sender = new SmtpSender(smtpSettings(`smtp://127.0.0.1:${port}`, FROM), longestMs);
  const observed = new ObservedNotifications(createLogger({ name: 'worker', level: 'silent' }), createMetrics('notifications_spec'));
  return {
    sender,
    loop: new NotificationsLoop(notifications, { types: new RequestTypeRegistry(requestTypes), sender, identifiers, observed }, 100),
  };
}

describe('e-mails', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
  });
  beforeEach(() => server.forget());
  afterAll(() => server.stop());

  it('go to each address once, without a word about the customer', async () => {
    const org = await desk(['one@shop.example', 'two@shop.example']);
    const requestId = await org.submit();
    const { loop, sender } = loopOf(org, server.port);
    await loop.round();
    await loop.round();
    sender.close();
    expect(server.mails.map(({ to }) => to).sort()).toEqual([['one@shop.example'], ['two@shop.example']]);
    for (const { from, text } of server.mails) {
      expect(from).toBe(FROM);
      expect(text).toContain('Subject: Points redemption: request waits for a checker');
      expect(text).toContain(requestId);
      expect(text).toContain('Auto-Submitted: auto-generated');
      expect(text).not.toContain('919900000101');
    }
  });

  it('to an address that the server does not know are given up, and the others arrive', async () => {
    const org = await desk(['unknown@shop.example', 'two@shop.example']);
    await org.submit();
    const { loop, sender } = loopOf(org, server.port);
    await loop.round();
    org.clock.advance(3 * HOUR_MS);
    await loop.round();
    sender.close();
    expect(server.mails.map(({ to }) => to)).toEqual([['two@shop.example']]);
    expect(server.refused).toBe(1);
  });

  it('to an address that the server wants later are tried again until they arrive', async () => {
    const org = await desk(['later@shop.example']);
    await org.submit();
    const { loop, sender } = loopOf(org, server.port);
    await loop.round();
    expect([server.mails.length, server.refused]).toEqual([0, 1]);
    server.acceptAll();
    await loop.round();
    expect(server.mails).toEqual([]);
    org.clock.advance(HOUR_MS);
    await loop.round();
    sender.close();
    expect(server.mails).toHaveLength(1);
  });

  it('wait for a server that is down, and arrive once it is up', async () => {
    const org = await desk(['one@shop.example']);
    await org.submit();
    const broken = loopOf(org, await freePort());
    await broken.loop.round();
    broken.sender.close();
    org.clock.advance(HOUR_MS);
    const { loop, sender } = loopOf(org, server.port);
    await loop.round();
    sender.close();
    expect(server.mails).toHaveLength(1);
  });

  it('are left alone by a server that says nothing, within the time that a round may take', async () => {
    const sockets = new Set<Socket>();
    const silent: Server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { readonly port: number };
    const org = await desk(['one@shop.example']);
    await org.submit();
    const { loop, sender } = loopOf(org, port, 300);
    const startedAt = Date.now();
    await loop.round();
    expect(Date.now() - startedAt).toBeLessThan(4_000);
    sender.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
    org.clock.advance(HOUR_MS);
    expect(await org.notifications.claim(1, 1_000)).toMatchObject([{ attempts: 2 }]);
  });

  it('never leave in clear text to a server elsewhere: without TLS nothing is handed over', async () => {
    const settings = { ...smtpSettings(`smtp://127.0.0.1:${server.port}`, FROM), requireTls: true };
    const sender = new SmtpSender(settings);
    const sent = await sender.send('one@shop.example', { subject: 's', text: 't', messageId: '<1@countersign.invalid>' });
    sender.close();
    expect(sent).toMatchObject({ class: 'failed' });
    expect(server.mails).toEqual([]);
  });
});
