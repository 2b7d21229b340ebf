import path from 'node:path';
import type { Client } from 'pg';
import { EVIDENCE_FILES } from '../evidence/evidence';
import { readLines } from '../evidence/read-lines';
import { fieldsOf, integer, integers, number, plainText, uuid } from './fields';
import { ScratchWriter } from './scratch-writer';

/** What clients did and were told. */
export async function loadHistory(client: Client, folder: string): Promise<void> {
  const calls = new ScratchWriter(client, 'seen_line');
  for await (const { value } of readLines(path.join(folder, EVIDENCE_FILES.history))) {
    const line = fieldsOf(value);
    await calls.add({
      call_id: plainText(line['callId']),
      phase: plainText(line['phase']),
      kind: plainText(line['kind']),
      at: integer(line['at']),
      org_id: integer(line['orgId']),
      user_id: integer(line['userId']),
      idempotency_key: plainText(line['idempotencyKey']),
      type: plainText(line['type']),
      request_id: uuid(line['requestId']),
      payload_hash: plainText(line['payloadHash']),
      points: number(line['points']),
      status: integer(line['status']),
      answer_hash: plainText(line['answerHash']),
      state: plainText(line['state']),
      code: integer(line['code']),
      markers_seen: integers(line['markersSeen']),
      asks_to_wait: line['asksToWait'] === true,
      during_fault: line['duringFault'] === true,
    });
  }
  await calls.flush();
}
