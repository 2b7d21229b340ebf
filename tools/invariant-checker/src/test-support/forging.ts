import type { HistoryLine, ReceivedLine } from '../evidence/evidence';
import type { Evidence } from './good-evidence';
import { RECEIVERS } from './good-evidence';
import { receivedLine, signedHeaders } from './rendered-event';
import { requestIdOf, type Story } from './story';
import type { Forgery } from './test-world';

/** Changes rows of a story. */
export function change(table: string, story: Story, changes: string, more = 'true'): Forgery {
  return { sql: `update ${table} set ${changes} where request_id = '${requestIdOf(story)}' and ${more}` };
}

export function remove(table: string, story: Story, more = 'true'): Forgery {
  return { sql: `delete from ${table} where request_id = '${requestIdOf(story)}' and ${more}` };
}

/** Stores a row once more, with changes. */
export function repeat(table: string, story: Story, changes: object, more = 'true'): Forgery {
  return {
    sql: `with one as (select o from ${table} o where request_id = '${requestIdOf(story)}' and ${more} limit 1)
          insert into ${table} overriding system value select (json_populate_record(o, '${JSON.stringify(changes)}')).* from one`,
  };
}

type Changes<T> = { -readonly [K in keyof T]?: T[K] | undefined };

/** Changes the lines of one call in the history. */
export function tell(callId: string, changes: Changes<HistoryLine>): Forgery {
  return {
    evidence: ({ history }) => {
      for (const line of history) if (line.callId === callId) Object.assign(line, line.phase === 'invoke' ? {} : changes);
    },
  };
}

/** A call that the good history does not have. */
export function call(line: Omit<HistoryLine, 'callId' | 'duringFault'> & Partial<HistoryLine>): Forgery {
  return { evidence: ({ history }) => void history.push({ callId: 'forged', duringFault: false, ...line }) };
}

/** Changes what the ledger says of a story's first effect. */
export function record(story: Story, changes: object): Forgery {
  return { evidence: ({ ledger }) => void Object.assign(effectsOf(ledger, story)[0] ?? {}, changes) };
}

export function recordAgain(story: Story, changes: object = {}): Forgery {
  return { evidence: ({ ledger }) => void ledger.push({ ...effectsOf(ledger, story)[0], ...changes }) };
}

export function forget(story: Story): Forgery {
  return { evidence: (evidence) => void (evidence.ledger = evidence.ledger.filter((entry) => !isOf(entry, story))) };
}

/** Changes the text of a story's event of one state in the log of `steady`, well signed. */
export function retell(story: Story, state: string, alter: (text: string) => string): Forgery {
  return {
    evidence: (evidence) => {
      const lines = logLines(evidence);
      const index = indexOf(lines, story, state);
      const { bodyText = '', at = 0 } = lines[index] ?? {};
      lines[index] = receivedLine(alter(bodyText), RECEIVERS.steady.secret, at);
    },
  };
}

/** Another text in the place of the first one found. */
export function swapped(from: RegExp | string, to: string): (text: string) => string {
  return (text) => text.replace(from, to);
}

/** Does something to the log of `steady` at a story's event of one state. */
export function atEvent(story: Story, state: string, forge: (lines: Changes<ReceivedLine>[], index: number) => void): Forgery {
  return {
    evidence: (evidence) => {
      const lines = logLines(evidence);
      forge(lines, indexOf(lines, story, state));
    },
  };
}

export function signedAnew(
  { bodyText = '', at = 0 }: Changes<ReceivedLine>,
  { id = 'other', secret = RECEIVERS.steady.secret, later = 0 },
) {
  return signedHeaders(id, bodyText, secret, at + later);
}

function logLines({ received }: Evidence) {
  return received[RECEIVERS.steady.endpointId] ?? [];
}

function indexOf(lines: readonly Changes<ReceivedLine>[], story: Story, state: string): number {
  return lines.findIndex(({ bodyText }) => bodyText?.includes(requestIdOf(story)) && bodyText.includes(`"currentRequestState":"${state}"`));
}

function effectsOf(ledger: Evidence['ledger'], story: Story): Record<string, unknown>[] {
  return ledger.filter((entry) => isOf(entry, story));
}

function isOf(entry: Record<string, unknown>, story: Story): boolean {
  return entry['idempotencyKey'] === `${story.org}-${requestIdOf(story)}`;
}
