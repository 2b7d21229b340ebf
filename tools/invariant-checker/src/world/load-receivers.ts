import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { EvidenceError } from '../evidence/evidence-error';
import { EVIDENCE_FILES, type ReceivedLine, type RunFacts } from '../evidence/evidence';
import { readLines } from '../evidence/read-lines';
import { fieldsOf, uuid } from './fields';
import { receivedEvent } from './received-event';
import { ScratchWriter } from './scratch-writer';

/** What subscribers got, each line judged by itself. */
export async function loadReceivers(client: Client, folder: string, run: RunFacts): Promise<void> {
  const logs = path.join(folder, EVIDENCE_FILES.receivers);
  const events = new ScratchWriter(client, 'seen_event');
  for (const name of existsSync(logs) ? readdirSync(logs) : []) {
    const endpointId = uuid(path.basename(name, '.jsonl'));
    if (endpointId === null) throw new EvidenceError(`${name} among the receivers' logs is not named after an endpoint.`);
    const receiver = run.receivers.find((one) => one.endpointId === endpointId);
    for await (const { number, value } of readLines(path.join(logs, name))) {
      const line = receivedLine(value, `Line ${number} of ${name}`);
      const foreign = foreignMarkerIn(line.bodyText, receiver?.orgId, run.orgMarkers);
      await events.add({ endpoint_id: endpointId, line: number, ...receivedEvent(line, receiver), foreign_marker_of: foreign });
    }
  }
  await events.flush();
}

function receivedLine(value: unknown, where: string): ReceivedLine {
  const line = fieldsOf(value);
  if (typeof line['bodyText'] !== 'string' || typeof line['at'] !== 'number' || line['answered'] === undefined)
    throw new EvidenceError(`${where} is no line of a receiver's log.`);
  return { ...(value as ReceivedLine), headers: fieldsOf(line['headers']) as ReceivedLine['headers'] };
}

function foreignMarkerIn(text: string, orgId: number | undefined, markers: RunFacts['orgMarkers']): number | undefined {
  const found = Object.entries(markers).find(([owner, marker]) => Number(owner) !== orgId && marker !== '' && text.includes(marker));
  return found && Number(found[0]);
}
