import type { TestGateway, TestStore } from './test-database';

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

/** Only a superuser may ask for this, so it is asked for on behalf of the apps' logins before they connect. */
const AUTO_EXPLAIN = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

/**
 * The plans of what a gateway and a worker run that have not connected yet, those inside functions included; returns a function that
 * hands out the nodes so far.
 */
export async function watchPlans(store: TestStore, { database, workerDatabase }: TestGateway): Promise<() => PlanNode[]> {
  const nodes: PlanNode[] = [];
  for (const [url, { pool }] of [
    [store.appUrls.gateway, database],
    [store.appUrls.worker, workerDatabase],
  ] as const) {
    const { username, pathname } = new URL(url);
    for (const [name, value] of Object.entries(AUTO_EXPLAIN))
      await store.sql(`alter role ${username} in database ${pathname.slice(1)} set ${name} = '${value}'`);
    pool.on('connect', (client) => {
      client.on('notice', ({ message }) => {
        const json = message?.slice(message.indexOf('{'));
        if (!json) return;
        const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as { readonly 'Query Text': string; readonly Plan: ExplainedNode };
        nodes.push(...nodesOf(plan, statement));
      });
    });
  }
  return () => nodes.splice(0);
}

function nodesOf(node: ExplainedNode, statement: string): PlanNode[] {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, Plans = [] } = node;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return [{ type, table, index, rows, statement }, ...Plans.flatMap((inner) => nodesOf(inner, statement))];
}
