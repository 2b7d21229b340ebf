/** How much may wait for its turn while PostgreSQL is slow or away. */
export interface WaitingRoom {
  /** Callers beyond this number are turned away at once, so that memory stays flat. */
  readonly most: number;
  /**
   * Milliseconds after which a caller whose turn has not come is turned away; nothing of it was sent. Half of it is enough when the batch
   * before failed as a whole.
   */
  readonly longestMs: number;
}

/** Why a caller was turned away before anything was sent. */
export class TurnedAwayError extends Error {
  constructor(reason: 'too many wait already' | 'its turn did not come in time') {
    super(`Nothing was sent to PostgreSQL: ${reason}.`);
    this.name = 'TurnedAwayError';
  }
}
