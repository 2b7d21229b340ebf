/** Who is told by e-mail of every step of an org's requests of a type. */
export interface NotificationSettings {
  readonly emails: readonly string[];
  /** The same people are reminded of a request that has waited so long, and again after as long. */
  readonly remindAfterHours?: number;
}

/** Of one request at most so many reminders. */
export const MOST_REMINDERS = 5;
