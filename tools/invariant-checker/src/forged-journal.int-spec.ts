import { printReport } from './print-report';
import { describeForgeries } from './test-support/describe-forgeries';
import { ORG } from './test-support/good-stories';
import { TestWorld } from './test-support/test-world';

/** All that happened in a good world as leaves, and checkpoints after the first and the second one of each org. */
const SEALED = `
  alter table journal_leaf disable trigger user;
  insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash)
  select x.org_id, row_number() over (partition by x.org_id order by x.id) - 1, 'transition', gen_random_uuid(), 1, sha256(x.id::bytea)
    from (select org_id, request_id || '/' || seq as id from transition union all select org_id, 'a' || action_id from operator_action
           union all select org_id, 'f' || refusal_id from refused_action union all select org_id, 'i' || action_id from identity_action
           union all select org_id, 'p' || action_id from policy_action union all select org_id, 'w' || action_id from webhook_action
           union all select org_id, 'c' || action_id from client_action union all select org_id, 'r' || read_id from read_action
           union all select org_id, 'b' || entry_id from revoked_approval) x;
  insert into journal_checkpoint (org_id, tree_size, from_size, root, note, sealed_at)
  select l.org_id, 1, 0, l.leaf_hash, '', now() from journal_leaf l where leaf_index = 0
  union all
  select l.org_id, 2, 1, sha256('\\x01'::bytea || l.leaf_hash || r.leaf_hash), '', now() + interval '1 second'
    from journal_leaf l join journal_leaf r on r.org_id = l.org_id and r.leaf_index = 1 where l.leaf_index = 0;
  update journal_checkpoint set note = 'test/org/' || org_id || E'\\n' || tree_size || E'\\n' || encode(root, 'base64') || E'\\n'`;

const forged = (sql: string) => ({ sql: `${SEALED}; ${sql}` });
const OF_ORG = `where org_id = ${ORG}`;

describe('a good world that is sealed', () => {
  it('has nothing wrong with its journal, which was looked at', async () => {
    const world = await TestWorld.build();
    const report = await world.check(forged('select 1'), ['I16']);
    expect(printReport(report)).toContain('No violation was found.');
    expect(report.invariants[0]?.clauses?.every(({ checked }) => checked > 0)).toBe(true);
    await world.drop();
  });
});

describeForgeries('the journal', [
  [
    'I16',
    'something that was never sealed',
    forged(`delete from journal_leaf ${OF_ORG} and leaf_index = 9`),
    /of them long ago, and \d+ are sealed/,
  ],
  ['I16', 'a leaf of nothing', forged(`delete from transition ${OF_ORG} and seq = 1`), /things happened, .* are sealed/],
  [
    'I16',
    'a gap in the numbers',
    forged(`update journal_leaf set leaf_index = 1000 ${OF_ORG} and leaf_index = 9`),
    /The last leaf is 1000, but there are/,
  ],
  [
    'I16',
    'a changed leaf',
    forged(`update journal_leaf set leaf_hash = sha256('other') ${OF_ORG} and leaf_index = 0`),
    /root of the checkpoint of size 1 /,
  ],
  [
    'I16',
    'a changed root',
    forged(`update journal_checkpoint set root = sha256('other') ${OF_ORG} and tree_size = 2`),
    /root of the checkpoint of size 2 /,
  ],
  [
    'I16',
    'another root in what was signed',
    forged(`update journal_checkpoint set note = 'x' ${OF_ORG} and tree_size = 2`),
    /root of the checkpoint of size 2 /,
  ],
  [
    'I16',
    'a checkpoint that is gone',
    forged(`delete from journal_checkpoint ${OF_ORG} and tree_size = 1`),
    /size 2 does not follow the one of size 0/,
  ],
  [
    'I16',
    'a checkpoint from before the one before',
    forged(`update journal_checkpoint set sealed_at = sealed_at - interval '1 hour' ${OF_ORG} and tree_size = 2`),
    /size 2 does not follow/,
  ],
]);
