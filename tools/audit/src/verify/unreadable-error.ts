/** Nothing could be verified: that is no finding, and no all-clear either. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
