import { WorkflowError } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../platform/http/read-query';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
export const MOST_DAYS = 92;

const day = z.iso.date('expected YYYY-MM-DD');

/** The query parameters of the overview, after empty ones are taken out. */
export const overviewQuerySchema = z.strictObject({
  from: day.exactOptional().describe(`First day of creation (UTC); default ${USUAL_DAYS - 1} days before the last one.`),
  to: day.exactOptional().describe(`Last day of creation (UTC), inclusive; default today. At most ${MOST_DAYS} days in all.`),
});

export interface DayRange {
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
}

/** @throws WorkflowError that names each parameter which is wrong */
export function readOverviewQuery(given: Readonly<Record<string, unknown>>, now = new Date()): DayRange {
  const parameters = readQuery(overviewQuerySchema, given);
  const last = Date.parse(parameters.to ?? dayOf(now.getTime()));
  const first = parameters.from === undefined ? last - (USUAL_DAYS - 1) * DAY_MS : Date.parse(parameters.from);
  if (first > last) throw WorkflowError.of('invalid-payload', 'to must not lie before from.', 'to');
  if (last - first >= MOST_DAYS * DAY_MS)
    throw WorkflowError.of('invalid-payload', `from and to must hold at most ${MOST_DAYS} days.`, 'from');
  return { from: dayOf(first), to: dayOf(last), start: new Date(first), end: new Date(last + DAY_MS) };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
