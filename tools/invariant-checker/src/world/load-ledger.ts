import path from 'node:path';
import type { Client } from 'pg';
import { EVIDENCE_FILES } from '../evidence/evidence';
import { readLines } from '../evidence/read-lines';
import { fieldsOf, integer, integers, number, plainText } from './fields';
import { ScratchWriter } from './scratch-writer';

/** `<orgId>-<requestId>`: the key that every loyalty call of a request carries. */
const EXECUTION_KEY = /^(\d{1,18})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A line of the ledger that no call caused: somebody set the scene. */
const SCENE = 'set-customer';

/** What happened in the loyalty system, by its own word. */
export async function loadLedger(client: Client, folder: string): Promise<void> {
  const effects = new ScratchWriter(client, 'seen_effect');
  for await (const { value } of readLines(path.join(folder, EVIDENCE_FILES.ledger))) {
    const entry = fieldsOf(value);
    if (entry['call'] === SCENE) continue;
    const key = plainText(entry['idempotencyKey']);
    const [, keyOrg, keyRequest] = EXECUTION_KEY.exec(key ?? '') ?? [];
    const { issued } = fieldsOf(entry['result']);
    await effects.add({
      seq: integer(entry['seq']),
      call: plainText(entry['call']),
      org_id: integer(entry['orgId']),
      customers: integers(entry['customerIds']),
      points: number(entry['points']),
      label: plainText(entry['label']),
      badge: plainText(entry['badgeMetaId']),
      reference: plainText(entry['reference']),
      issued: Array.isArray(issued) ? issued.length : null,
      idempotency_key: key,
      key_org: keyOrg,
      key_request: keyRequest,
    });
  }
  await effects.flush();
}
