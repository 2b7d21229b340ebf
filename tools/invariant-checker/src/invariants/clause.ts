import type { ClauseResult, Violation } from '../report';
import type { World } from '../world/world';
import type { Finding, Invariant } from './invariant';

/** One part of an invariant in SQL. */
export interface Clause {
  readonly name: string;
  /** A query for one number: how many things there are to look at. */
  readonly counted: string;
  /** A query for those that are wrong: `sentence`, and where known `org_id` and `request_id`. */
  readonly broken: string;
}

/** So many sentences tell a person what is wrong; the number of all is told as well. */
const MOST_SENTENCES = 50;

interface BrokenRow {
  readonly org_id?: string | null;
  readonly request_id?: string | null;
  readonly sentence: string;
  readonly total: string;
}

/** What came of a part. */
export interface Judged {
  readonly result: ClauseResult;
  readonly violations: readonly Violation[];
}

/** An invariant that holds when each of its clauses does. */
export function invariantOf(id: string, title: string, clauses: readonly Clause[]): Invariant {
  return { id, title, check: async (world) => findingOf(await judgeClauses(world, id, clauses)) };
}

/** One after the other: they share a session. */
export async function judgeClauses(world: World, id: string, clauses: readonly Clause[]): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const clause of clauses) judged.push(await judge(world, id, clause));
  return judged;
}

export function findingOf(judged: readonly Judged[], remark?: string): Finding {
  const clauses = judged.map(({ result }) => result);
  const idle = clauses.filter(({ checked }) => checked === 0).map(({ name }) => name);
  const note = [...(remark === undefined ? [] : [remark]), ...(idle.length > 0 ? [`Nothing to look at: ${idle.join('; ')}.`] : [])].join(
    ' ',
  );
  return {
    checked: clauses.reduce((sum, { checked }) => sum + checked, 0),
    clauses,
    violations: judged.flatMap(({ violations }) => violations),
    ...(note !== '' && { note }),
  };
}

async function judge(world: World, invariant: string, { name, counted, broken }: Clause): Promise<Judged> {
  const [count] = await world.rows<Record<string, string>>(counted);
  const rows = await world.rows<BrokenRow>(`select b.*, count(*) over () as total from (${broken}) b limit ${MOST_SENTENCES}`);
  const violations = rows.map(({ org_id: orgId, request_id: requestId, sentence }) => ({
    invariant,
    sentence,
    ...(orgId !== undefined && orgId !== null && { orgId: Number(orgId) }),
    ...(requestId !== undefined && requestId !== null && { requestId }),
  }));
  return { result: { name, checked: Number(Object.values(count ?? {})[0] ?? 0), broken: Number(rows[0]?.total ?? 0) }, violations };
}
