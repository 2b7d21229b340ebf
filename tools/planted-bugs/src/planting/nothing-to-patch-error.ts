/** What a bug wants to change is not there any more, so the bug would do nothing and a test with it would prove nothing. */
export class NothingToPatchError extends Error {
  constructor(what: string) {
    super(`There is nothing to patch: ${what}. Adapt the planted bug to the product as it is now.`);
    this.name = 'NothingToPatchError';
  }
}
