/** Why it is not known yet whether the queue takes anything: nobody has asked it. */
const NOT_ASKED = 'it has not been asked yet';

/** Whether the queue takes executions right now. Shared by the relay, which finds out, and by the direct claims, which step in. */
export class QueueState {
  private trouble: string | undefined;
  private asked = false;

  /**
   * @param configured false where this deployment runs without Redis
   * @param longestWaitMs how long due work is left to a queue that seems to be there
   */
  constructor(
    readonly configured: boolean,
    private readonly longestWaitMs: number,
  ) {}

  get usable(): boolean {
    return this.configured && this.trouble === undefined;
  }

  /** Why the queue cannot be counted on, in words for operators; undefined once it has taken something and nothing has failed since. */
  get problem(): string | undefined {
    return this.asked ? this.trouble : NOT_ASKED;
  }

  /** How long work may be due before it is claimed without the queue. */
  get patienceMs(): number {
    return this.usable ? this.longestWaitMs : 0;
  }

  /** The queue took something. True when that is news. */
  works(): boolean {
    const isNews = this.trouble !== undefined;
    this.asked = true;
    this.trouble = undefined;
    return isNews;
  }

  /** The queue took nothing. True when that is news. */
  fails(reason: string): boolean {
    const isNews = this.trouble !== reason;
    this.asked = true;
    this.trouble = reason;
    return isNews;
  }
}
