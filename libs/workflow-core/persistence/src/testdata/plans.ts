import type { Database } from '../postgres/database';

/** One node of a plan as it ran. */
export interface PlanNode {
  readonly type: string;
  readonly table: string | undefined;
  readonly index: string | undefined;
  /** Rows that it looked at over all its loops, those that a filter removed included. */
  readonly rows: number;
  /** The statement that it belongs to. */
  readonly statement: string;
}

interface ExplainedNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly ExplainedNode[];
}

const AUTO_EXPLAIN = `
  load 'auto_explain';
  set auto_explain.log_min_duration = 0;
  set auto_explain.log_nested_statements = on;
  set auto_explain.log_analyze = on;
  set auto_explain.log_timing = off;
  set auto_explain.log_format = json;
  set auto_explain.log_level = notice`;

/** The plans of what a database of one connection runs, those inside functions included; returns a function that hands out the nodes so far. */
export async function watchPlans({ pool }: Database): Promise<() => PlanNode[]> {
  const client = await pool.connect();
  const nodes: PlanNode[] = [];
  client.on('notice', ({ message }) => {
    const json = message?.slice(message.indexOf('{'));
    if (!json) return;
    const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as { readonly 'Query Text': string; readonly Plan: ExplainedNode };
    nodes.push(...nodesOf(plan, statement));
  });
  await client.query(AUTO_EXPLAIN);
  client.release();
  return () => nodes.splice(0);
}

function nodesOf(node: ExplainedNode, statement: string): PlanNode[] {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, Plans = [] } = node;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return [{ type, table, index, rows, statement }, ...Plans.flatMap((inner) => nodesOf(inner, statement))];
}
