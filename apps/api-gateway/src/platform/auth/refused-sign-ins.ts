import { SparseLog } from '../http/sparse-log';
import type { SignInProblem } from './sign-in-refused';

/** Milliseconds between two lines about sign-ins, however many are refused. */
const LOG_EVERY_MS = 60_000;

/** What refused sign-ins leave behind: a number by reason, and now and then a line. */
export interface SignInSigns {
  count(reason: SignInProblem): void;
  /** @param refused how many since the last line, by reason */
  tell(refused: Readonly<Record<string, number>>): void;
}

/** Strangers may call as often as they like: they are counted, and told of together at most once a minute. */
export class RefusedSignIns {
  private readonly log: SparseLog;
  private since = new Map<SignInProblem, number>();

  constructor(
    private readonly signs: SignInSigns,
    now?: () => number,
  ) {
    this.log = new SparseLog(LOG_EVERY_MS, now);
  }

  note(reason: SignInProblem): void {
    this.signs.count(reason);
    this.since.set(reason, (this.since.get(reason) ?? 0) + 1);
    this.log.tell(() => {
      this.signs.tell(Object.fromEntries(this.since));
      this.since = new Map();
    });
  }
}
