import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EVIDENCE_FILES, EvidenceRecorder, type ReceivedLine } from '@countersign/invariant-checker';
import { request } from 'undici';
import type { ReceiverMode } from './receiver-mode';
import { WorkloadReceiver } from './workload-receiver';

const EVENTS = ['0e6f3a1c-2b7d-4c5e-8f90-a1b2c3d4e5f6', '7c9d1e2f-3a4b-4c5d-9e8f-0a1b2c3d4e5f'] as const;

describe('a receiver of the workload', () => {
  let folder: string;
  let recorder: EvidenceRecorder;
  let receiver: WorkloadReceiver;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-receiver-'));
    recorder = new EvidenceRecorder(folder);
    receiver = await WorkloadReceiver.start(recorder);
    receiver.subscribe('endpoint-1');
  });
  afterEach(async () => {
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The status, or what happened instead. */
  async function deliver(eventId: string = EVENTS[0], body = '{"a":1}'): Promise<number | string> {
    try {
      const headers = { 'webhook-id': eventId, 'Webhook-Signature': 'v1,x' };
      const answer = await request(receiver.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(300) });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      // Errors of Node are of another realm than jest's.
      return (error as Error).name;
    }
  }

  async function log(): Promise<readonly ReceivedLine[]> {
    await recorder.close({ startedAt: 0, healedAt: 0, endedAt: 0, receivers: [], orgMarkers: {} });
    const text = await readFile(path.join(folder, EVIDENCE_FILES.receivers, 'endpoint-1.jsonl'), 'utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ReceivedLine]));
  }

  it('keeps headers and body as they came, and counts an event once', async () => {
    for (const eventId of [EVENTS[0], EVENTS[0], EVENTS[1]]) expect(await deliver(eventId, '{ "a" : 1.0 }')).toBe(204);
    expect(receiver.delivered).toBe(2);
    const [line] = await log();
    expect(line).toMatchObject({ bodyText: '{ "a" : 1.0 }', answered: 204 });
    expect(line?.headers).toMatchObject({ 'webhook-id': EVENTS[0], 'webhook-signature': 'v1,x' });
  });

  it.each<[ReceiverMode, number | string, ReceivedLine['answered'], number]>([
    ['server-error', 500, 500, 0],
    ['redirect', 302, 302, 0],
    ['too-many-requests', 429, 429, 0],
    ['hang', 'TimeoutError', 'hung', 0],
    ['reset', 'Error', 'reset', 0],
    ['answer-lost', 'SocketError', 'answer-lost', 1],
  ])('in mode %s ends in %s and is logged as %s', async (mode, seen, logged, taken) => {
    receiver.mode = mode;
    expect(await deliver()).toBe(seen);
    expect(receiver.delivered).toBe(taken);
    expect((await log()).map(({ answered }) => answered)).toEqual([logged]);
  });
});
