/** What a receiver does with a delivery. */
export const RECEIVER_MODES = ['ok', 'server-error', 'hang', 'reset', 'redirect', 'too-many-requests', 'answer-lost', 'slow'] as const;

export type ReceiverMode = (typeof RECEIVER_MODES)[number];
