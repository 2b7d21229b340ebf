import { createHash } from 'node:crypto';
import { type Actor, tokenOf } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { OperatorCaller, OperatorJournal, UsedKey } from '../ports/operator-journal';

/** An operator's call. */
export interface OperatorCommand {
  readonly actor: Actor;
  readonly orgId: number;
  readonly idempotencyKey?: string;
  readonly traceId: string;
}

/** What a call came to. */
export interface Done<Result> {
  /** How it stands now. */
  readonly result: Result;
  /** It was done before, by the same key; now nothing was. */
  readonly repeated: boolean;
}

interface Steps {
  /** Throws what can be said without trying. */
  readonly check: () => void | Promise<void>;
  /** False: nothing was written. */
  readonly write: () => Promise<boolean>;
  /** Why nothing was written. */
  readonly refusal: () => Promise<WorkflowError>;
}

/** @param meaning what the caller's key stands for: what is done to what, with which words */
export function callerOf({ actor, orgId, idempotencyKey, traceId }: OperatorCommand, meaning: readonly unknown[]): OperatorCaller {
  const fingerprint = createHash('sha256').update(JSON.stringify(meaning), 'utf8').digest('hex');
  return {
    orgId,
    person: { id: actor.userId, name: actor.name },
    ...tokenOf(actor),
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, fingerprint } }),
    traceId,
  };
}

/**
 * Does what an operator asks for once per key. The key is journaled by the write itself, so of two calls that race one writes;
 * the other finds its key used. A refused call leaves its key free.
 */
export class OncePerKey {
  constructor(private readonly journal: OperatorJournal) {}

  /** The earlier use of the key, or undefined when this call did it now. */
  async run(caller: OperatorCaller, { check, write, refusal }: Steps): Promise<UsedKey | undefined> {
    const before = await this.find(caller);
    if (before) return before;
    await check();
    if (await write()) return undefined;
    const meanwhile = await this.find(caller);
    if (meanwhile) return meanwhile;
    throw await refusal();
  }

  private async find({ orgId, person, idempotency }: OperatorCaller): Promise<UsedKey | undefined> {
    if (!idempotency) return undefined;
    const used = await this.journal.findKey(orgId, person.id, idempotency.key);
    if (used && used.fingerprint !== idempotency.fingerprint)
      throw WorkflowError.of('key-reused', 'This Idempotency-Key was used for something else; use a new key.', 'Idempotency-Key');
    return used;
  }
}

export function done<Result>(result: Result, used: UsedKey | undefined): Done<Result> {
  return { result, repeated: used !== undefined };
}
