/** The evidence cannot be read, so nothing can be said about the run. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
