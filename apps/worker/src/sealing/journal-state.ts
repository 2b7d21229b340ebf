/** Whether what happens is sealed and carried outside. Shared by the sealing, which finds out, and by readiness, which tells. */
export class JournalState {
  private trouble: string | undefined;

  /** Why not, in words for operators and without anything of an org; undefined while all is well, and where nothing is to be sealed. */
  get problem(): string | undefined {
    return this.trouble;
  }

  succeeds(): void {
    this.trouble = undefined;
  }

  /** True when that is news. */
  fails(reason: string): boolean {
    const isNews = this.trouble !== reason;
    this.trouble = reason;
    return isNews;
  }
}
