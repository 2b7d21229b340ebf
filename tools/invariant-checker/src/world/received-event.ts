import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { ReceivedLine, ReceiverFact } from '../evidence/evidence';
import { sha256 } from '../evidence/hashes';
import { memberNames, memberText } from '../evidence/json-member';
import { fieldsOf, integer, plainText, uuid } from './fields';

/** Documented members in documented order; those that not every event has may be missing. */
const ENVELOPE = ['eventName', 'eventId', 'orgId', 'refId', 'apiRequestId', 'createdAt', 'data', 'loyaltyEventId'];
const DATA = [
  'requestId',
  'requestType',
  'requesterId',
  'checkerId',
  'currentRequestState',
  'previousRequestState',
  'updateTime',
  'comment',
  'reason',
  'requestAttributes',
];
const EXTENSION = ['sequence', 'outcome', 'autoApproved', 'entityInfo'];

/** One line of a receiver's log as the invariants look at it, columns of `seen_event`. */
export function receivedEvent(line: ReceivedLine, receiver: ReceiverFact | undefined): object {
  const { headers, bodyText, answered } = line;
  const event = fieldsOf(parsed(bodyText));
  const data = fieldsOf(event['data']);
  return {
    at: line.at,
    webhook_id: plainText(headers['webhook-id']),
    signed_at: integer(Number(headers['webhook-timestamp'] ?? NaN)),
    signature_problem: signatureProblem(headers, bodyText, receiver),
    shape_problem: shapeProblem(bodyText, event, receiver),
    body_hash: sha256(bodyText),
    answered: String(answered),
    accepted: typeof answered === 'number' && answered >= 200 && answered <= 299,
    event_id: uuid(event['eventId']),
    org_id: integer(event['orgId']),
    ref_id: plainText(event['refId']),
    trace_id: plainText(event['apiRequestId']),
    created_at: integer(event['createdAt']),
    request_id: uuid(data['requestId']),
    type: plainText(data['requestType']),
    requester_id: integer(data['requesterId']),
    checker_id: integer(data['checkerId']),
    state: plainText(data['currentRequestState']),
    previous_state: plainText(data['previousRequestState']),
    update_time: integer(data['updateTime']),
    comment_hash: hashOf(data['comment']),
    reason_hash: hashOf(data['reason']),
    attributes_hash: sha256(memberText(bodyText, ['data', 'requestAttributes']) ?? ''),
  };
}

function hashOf(value: unknown): string | null {
  return typeof value === 'string' ? sha256(value) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By the standard's own library, at the time that the sender states: a log is read long after the events came. */
function signatureProblem(headers: ReceivedLine['headers'], body: string, receiver: ReceiverFact | undefined): string | null {
  if (!receiver) return 'came to a receiver that was never registered';
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (id === undefined || timestamp === undefined || signatures === undefined) return 'has no signature';
  if (!/^\d{1,12}$/.test(timestamp)) return 'has no readable webhook-timestamp';
  const expected = Buffer.from(new Webhook(receiver.secret).sign(id, new Date(Number(timestamp) * 1_000), body));
  const good = signatures.split(' ').some((one) => one.length === expected.length && timingSafeEqual(Buffer.from(one), expected));
  return good ? null : 'has a signature that is not over these bytes';
}

function shapeProblem(text: string, event: Readonly<Record<string, unknown>>, receiver: ReceiverFact | undefined): string | null {
  if (event['eventName'] !== 'requestWorkflowEvent') return 'is no requestWorkflowEvent';
  const allowed = receiver?.payload === 'extended' ? [...DATA, ...EXTENSION] : DATA;
  if (memberNames(text).join() !== ENVELOPE.join()) return 'has other members than documented, or in another order';
  if (event['loyaltyEventId'] !== null) return 'has a loyaltyEventId';
  const names = memberNames(memberText(text, ['data']) ?? '{}');
  if (names.join() !== allowed.filter((name) => names.includes(name)).join())
    return 'has members in data that are not documented, or in another order';
  return null;
}
