import { NothingToPatchError } from './nothing-to-patch-error';

/** A change to what the migrations made. */
export type DatabaseEdit = FunctionEdit | DroppedCheck | OpenedWall;

/** One fragment of a function's text replaced by another. */
export interface FunctionEdit {
  readonly inFunction: string;
  /** Must be in the function's text exactly once. */
  readonly replace: string;
  readonly by: string;
}

/** A check of a table that is there no longer. */
export interface DroppedCheck {
  readonly onTable: string;
  /** The condition as PostgreSQL spells it. */
  readonly check: string;
}

/** A table of which the gateway sees the rows of every org: mistakes in statements do no harm as long as the wall stands. */
export interface OpenedWall {
  readonly withoutWallOn: string;
}

/** Asks the database as the owner of what is edited. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const DEFINITION = 'select pg_get_functiondef(oid) as found from pg_proc where proname = $1';
const CHECK = `
  select conname as found from pg_constraint
   where conrelid = to_regclass($1) and contype = 'c' and pg_get_constraintdef(oid) = 'CHECK ((' || $2 || '))'`;
const WALL = `select polname as found from pg_policy where polrelid = to_regclass($1) and polname = 'entered_orgs_only'`;

/** @throws NothingToPatchError */
export async function editDatabase(edits: readonly DatabaseEdit[], ask: Ask): Promise<void> {
  for (const edit of edits) {
    if ('inFunction' in edit) await editFunction(edit, ask);
    else if ('onTable' in edit) await dropCheck(edit, ask);
    else await openWall(edit, ask);
  }
}

async function editFunction({ inFunction, replace, by }: FunctionEdit, ask: Ask): Promise<void> {
  const definition = await theOne(ask, DEFINITION, [inFunction], `function ${inFunction}`);
  const parts = definition.split(replace);
  if (parts.length !== 2)
    throw new NothingToPatchError(`function ${inFunction} has this fragment ${parts.length - 1} times, not once: ${replace}`);
  await ask(parts.join(by));
}

async function dropCheck({ onTable, check }: DroppedCheck, ask: Ask): Promise<void> {
  const constraint = await theOne(ask, CHECK, [onTable, check], `check (${check}) on ${onTable}`);
  await ask(`alter table ${onTable} drop constraint "${constraint}"`);
}

async function openWall({ withoutWallOn }: OpenedWall, ask: Ask): Promise<void> {
  const policy = await theOne(ask, WALL, [withoutWallOn], `wall on ${withoutWallOn}`);
  await ask(`alter policy "${policy}" on ${withoutWallOn} using (true)`);
}

async function theOne(ask: Ask, text: string, values: readonly string[], what: string): Promise<string> {
  const rows = await ask(text, values);
  const found = rows[0]?.['found'];
  if (rows.length !== 1 || typeof found !== 'string') throw new NothingToPatchError(`there are ${rows.length} of ${what} in the database`);
  return found;
}
