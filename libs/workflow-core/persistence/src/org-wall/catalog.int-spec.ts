import { testStore, type TestStore } from '../testdata/test-database';

/** What a migration has to say of a new table; the rest of this folder says why. */
const WALL_IT_OFF = 'its migration must `select wall_off(…)` it, and grant each role what its statements need';

/** Of no org: what the migrations write, and whether some worker can send e-mail. */
const OF_NO_ORG = ['database_origin', 'journal_kind', 'notification_sender', 'schema_migration'];

/** Settings of commands, which the owner runs; what follows from them the worker does by a function that reads them. */
const OF_THE_OWNER = ['retention'];

const JOURNALS = [
  ...['decision', 'transition', 'attempt', 'operator_action', 'identity_action', 'policy_action', 'refused_action'],
  ...['webhook_action', 'client_action', 'read_action', 'revoked_approval'],
];

/** With the rights of its owner: a worker may end what is overdue, and has no right to rewrite requests or configuration otherwise. */
const OWNERS_FUNCTIONS = ['erase_overdue(integer)', 'expire_overdue_configuration(integer)', 'take_back_approvals()'];

const TABLES = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull) as of_orgs,
         array(select p.polname::text from pg_policy p where p.polrelid = c.oid
                 and p.polroles = array['countersign_gateway'::regrole::oid] and p.polpermissive) as gateway_policies,
         array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid
                 and 'countersign_gateway'::regrole::oid = any (p.polroles)) as gateway_sees,
         array(select pg_get_expr(p.polwithcheck, p.polrelid) from pg_policy p where p.polrelid = c.oid
                 and 'countersign_gateway'::regrole::oid = any (p.polroles) and p.polwithcheck is not null) as gateway_writes,
         exists (select from pg_policy p where p.polrelid = c.oid and 0 = any (p.polroles)) as policy_for_all,
         has_any_column_privilege('countersign_gateway', c.oid, 'select, insert') as gateway_uses,
         has_any_column_privilege('countersign_worker', c.oid, 'select, insert') as worker_uses
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   order by c.relname`;

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly of_orgs: boolean;
  readonly gateway_policies: readonly string[];
  readonly gateway_sees: readonly string[];
  readonly gateway_writes: readonly string[];
  readonly policy_for_all: boolean;
  readonly gateway_uses: boolean;
  readonly worker_uses: boolean;
}

describe('what the migrations make', () => {
  let store: TestStore;
  let tables: readonly Table[];
  beforeAll(async () => {
    store = await testStore();
    tables = await store.sql<Table>(TABLES);
  });
  afterAll(() => store.drop());

  const wrong = (isWrong: (table: Table) => boolean, what: string): string[] =>
    tables.filter((table) => table.of_orgs && isWrong(table)).map(({ name }) => `${name} ${what}: ${WALL_IT_OFF}`);

  it('is tables of orgs, and the few that are known to be of none', () => {
    const others = tables.filter(({ of_orgs }) => !of_orgs).map(({ name }) => name);
    expect(others.filter((name) => !OF_NO_ORG.includes(name)).map((name) => `${name} has no org_id that is not null`)).toEqual([]);
    expect(tables.length).toBeGreaterThan(OF_NO_ORG.length);
  });

  it('walls off every table of orgs, the owner included', () => {
    expect(wrong(({ enabled, forced }) => !enabled || !forced, 'has no forced row-level security')).toEqual([]);
  });

  it('lets the gateway see and write rows of the entered orgs alone', () => {
    expect(wrong(({ gateway_policies: { length } }) => length !== 1, 'has not one policy for the gateway')).toEqual([]);
    expect(wrong(({ policy_for_all }) => policy_for_all, 'has a policy for everybody')).toEqual([]);
    expect(wrong(({ gateway_sees }) => gateway_sees.some((by) => !by.includes('entered_orgs()')), 'is seen without entering')).toEqual([]);
    expect(wrong(({ gateway_writes: { length } }) => length > 0, 'has a rule of its own for what the gateway writes')).toEqual([]);
  });

  it('grants at least one of the apps something, since nobody else reads a table', () => {
    expect(
      wrong(({ name, gateway_uses, worker_uses }) => !gateway_uses && !worker_uses && !OF_THE_OWNER.includes(name), 'is of use to nobody'),
    ).toEqual([]);
  });

  it('begins every unique key with the org, so that no key tells of another org’s rows', async () => {
    const keys = await store.sql(`
      select i.indexrelid::regclass::text as key
        from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_attribute o on o.attrelid = c.oid and o.attname = 'org_id'
       where c.relnamespace = 'public'::regnamespace and i.indisunique and i.indkey[0] <> o.attnum`);
    expect(keys).toEqual([]);
    const constraints = await store.sql(`
      select k.conname from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype in ('f', 'x')`);
    expect(constraints).toEqual([]);
  });

  it('has one function with the rights of its owner, which finds nothing by a path of its caller, and no view that looks past its reader', async () => {
    const definers = await store.sql(
      `select p.oid::regprocedure::text as name, p.proconfig as settings from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`,
    );
    expect(definers).toEqual(OWNERS_FUNCTIONS.map((name) => ({ name, settings: ['search_path=public, pg_temp'] })));
    const views = await store.sql(`
      select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace
         and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`);
    expect(views).toEqual([]);
  });

  it('gives nothing to everybody, and to the apps nothing that only the owner does', async () => {
    const open = await store.sql(`
      select p.oid::regprocedure::text as name from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
       where p.pronamespace = 'public'::regnamespace and a.grantee = 0
       union all
      select c.relname from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.grantee = 0`);
    expect(open).toEqual([]);
    const [may] = await store.sql(`
      select bool_or(has_function_privilege(role, f, 'execute')) as anything
        from unnest(array['countersign_gateway', 'countersign_worker']) as role
       cross join unnest(array['mark_restored()', 'lock_served_tables()', 'wall_off(regclass)', 'admit_former_roles(regclass)', 'shut_out_former_roles()',
          'admit_journal_kind(text,regclass,name,name,boolean)']) as f`);
    expect(may).toEqual({ anything: false });
  });

  it('has no journal that an app may rewrite, and no part of a request that one may change after it was asked for', async () => {
    const rights = (role: string, table: string) =>
      store.sql<{ right: string }>(
        `select distinct privilege_type || coalesce(' ' || column_name, '') as right from (
           select privilege_type, null as column_name from information_schema.table_privileges where grantee = $1 and table_name = $2
            union all
           select privilege_type, column_name from information_schema.column_privileges
            where grantee = $1 and table_name = $2 and privilege_type = 'UPDATE') all_rights
          where privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
        [role, table],
      );
    for (const role of ['countersign_gateway', 'countersign_worker'])
      for (const journal of JOURNALS) expect([role, journal, await rights(role, journal)]).toEqual([role, journal, []]);
    const asked = [
      'org_id',
      'request_id',
      'type',
      'type_version',
      'requester_id',
      'requester_name',
      'payload_salt',
      'payload_digest',
      'quorum',
    ];
    for (const role of ['countersign_gateway', 'countersign_worker']) {
      const changed = (await rights(role, 'request')).map(({ right }) => right);
      expect(changed).not.toEqual(expect.arrayContaining(['UPDATE']));
      expect(asked.filter((column) => changed.includes(`UPDATE ${column}`))).toEqual([]);
    }
  });
});
