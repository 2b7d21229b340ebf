import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditCommand } from '@countersign/audit';
import type { World } from '../world/world';
import { type Clause, findingOf, judgeClauses, type Judged } from './clause';
import type { Invariant } from './invariant';

/** What is older than this is sealed, if anything is. */
const LONGEST_SEALING = '60 seconds';

const HAPPENED = [
  ...['transition', 'operator_action', 'identity_action', 'policy_action', 'refused_action'],
  ...['webhook_action', 'client_action', 'read_action', 'revoked_approval'],
]
  .map((table) => `select org_id, at from ${table}`)
  .join(' union all ');

const CLAUSES: readonly Clause[] = [
  {
    name: 'an entry for all that happened',
    counted: `select count(*) from (${HAPPENED}) x`,
    broken: `
      select coalesce(h.org_id, l.org_id) as org_id,
             coalesce(h.count, 0) || ' things happened, ' || coalesce(h.settled, 0) || ' of them long ago, and ' || coalesce(l.count, 0) || ' are sealed.' as sentence
        from (select org_id, count(*), count(*) filter (where at < now() - interval '${LONGEST_SEALING}') as settled
                from (${HAPPENED}) x group by org_id) h
        full join (select org_id, count(*) from journal_leaf group by org_id) l on l.org_id = h.org_id
       where coalesce(l.count, 0) not between coalesce(h.settled, 0) and coalesce(h.count, 0)`,
  },
  {
    name: 'numbered without a gap',
    counted: 'select count(*) from journal_leaf',
    broken: `
      select org_id, 'The last leaf is ' || max(leaf_index) || ', but there are ' || count(*) || '.' as sentence
        from journal_leaf group by org_id having max(leaf_index) + 1 <> count(*) or min(leaf_index) <> 0`,
  },
  {
    name: 'checkpoints that only grow',
    counted: 'select count(*) from journal_checkpoint',
    broken: `
      select c.org_id, 'The checkpoint of size ' || c.tree_size || ' does not follow the one of size ' || coalesce(c.size_before, 0) || '.' as sentence
        from (select k.*, lag(tree_size) over w as size_before, lag(sealed_at) over w as sealed_before
                from journal_checkpoint k window w as (partition by org_id order by tree_size)) c
       where c.from_size <> coalesce(c.size_before, 0) or c.tree_size <= c.from_size or c.sealed_at < c.sealed_before`,
  },
];

/** What happened is sealed; what is sealed is what happened; and nothing of it was taken back. */
export const audit: Invariant = {
  id: 'I16',
  title: 'What was sealed cannot be rewritten unnoticed',
  check: async (world) => {
    const [sealed] = await world.rows<{ any: boolean }>('select exists (select from journal_leaf) as any');
    if (!sealed?.any)
      return { checked: 0, violations: [], note: 'Not checked: nothing was sealed, as when the workers have no signing key.' };
    const judged = [...(await judgeClauses(world, 'I16', CLAUSES)), await judgeRoots(world)];
    return world.journal
      ? findingOf([...judged, await judgeByAuditor(world, world.journal)])
      : findingOf(judged, 'Signatures and contents were not verified: no key and no file of checkpoints were given.');
  },
};

interface LeafRow {
  readonly org_id: string;
  readonly leaf_hash: Buffer;
}

interface CheckpointRow {
  readonly org_id: string;
  readonly tree_size: string;
  readonly root: Buffer;
  readonly note: string;
}

/** Each checkpoint's root from the leaves, by RFC 6962 as it is written there. */
async function judgeRoots(world: World): Promise<Judged> {
  const leaves = await world.rows<LeafRow>('select org_id, leaf_hash from journal_leaf order by org_id, leaf_index');
  const checkpoints = await world.rows<CheckpointRow>(
    'select org_id, tree_size, root, note from journal_checkpoint order by org_id, tree_size',
  );
  const byOrg = new Map<string, Buffer[]>();
  for (const { org_id: orgId, leaf_hash: hash } of leaves) {
    const own = byOrg.get(orgId) ?? [];
    own.push(hash);
    byOrg.set(orgId, own);
  }
  const wrong = checkpoints.filter(({ org_id: orgId, tree_size: size, root, note }) => {
    const own = (byOrg.get(orgId) ?? []).slice(0, Number(size));
    const [, signedSize, signedRoot] = note.split('\n');
    return own.length !== Number(size) || signedSize !== size || !rootOf(own).equals(root) || signedRoot !== root.toString('base64');
  });
  return {
    result: { name: 'roots over the leaves', checked: checkpoints.length, broken: wrong.length },
    violations: wrong.map(({ org_id: orgId, tree_size: size }) => ({
      invariant: 'I16',
      orgId: Number(orgId),
      sentence: `The root of the checkpoint of size ${size} is not that of the leaves.`,
    })),
  };
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(rootOf(leaves.slice(0, split)))
    .update(rootOf(leaves.slice(split)))
    .digest();
}

/** As an auditor would: export, and verify with the file outside. */
async function judgeByAuditor(
  world: World,
  { databaseUrl, checkpointFile, publicKeyFile }: NonNullable<World['journal']>,
): Promise<Judged> {
  const orgs = await world.rows<{ org_id: string }>('select distinct org_id from journal_leaf order by 1');
  const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
  const bundle = path.join(folder, 'bundle.jsonl');
  // First, as docs/audit.md says: what is sealed from here on is in the bundle and not in this copy, never the other way round.
  const outside = path.join(folder, 'checkpoints.jsonl');
  await copyFile(checkpointFile, outside);
  const failures: { readonly orgId: number; readonly said: string }[] = [];
  try {
    for (const { org_id: orgId } of orgs) {
      const said: string[] = [];
      const run = (...args: string[]) => auditCommand(args, (text) => said.push(text), {});
      const exported = await run('export', '--database', databaseUrl, '--org', orgId, '--out', bundle);
      const verified = await run('verify', '--bundle', bundle, '--checkpoints', outside, '--public-key', publicKeyFile);
      if (exported !== 0 || verified !== 0) failures.push({ orgId: Number(orgId), said: said.join('').trim().split('\n').at(-1) ?? '' });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return {
    result: { name: 'verified from outside', checked: orgs.length, broken: failures.length },
    violations: failures.map(({ orgId, said }) => ({ invariant: 'I16', orgId, sentence: said })),
  };
}
