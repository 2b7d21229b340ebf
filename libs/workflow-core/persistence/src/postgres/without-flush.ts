/**
 * A condition that always holds and lets the statement's transaction commit without waiting for the disk. Whoever sees what it wrote may see
 * it gone after a crash of PostgreSQL, so it is for writes that only spread work: a later write that waits for the disk takes it along.
 */
export const WITHOUT_FLUSH = `(select set_config('synchronous_commit', 'off', true)) = 'off'`;
