import type { RequestState } from '../domain/request-state';

/** One e-mail to one address: of a step in the journal, or a reminder. */
export interface NotificationRef {
  readonly orgId: number;
  readonly requestId: string;
  readonly kind: 'step' | 'reminder';
  /** The step's seq, or the how-manieth reminder. */
  readonly number: number;
  /** Personal data of staff: never in a log. */
  readonly address: string;
}

export interface ClaimedNotification extends NotificationRef {
  readonly epoch: number;
  readonly attempts: number;
  readonly type: string;
  readonly makerName: string;
  /** What the step led to; `pending` for a reminder. */
  readonly state: RequestState;
  readonly at: Date;
  readonly expiresAt?: Date;
}

/** What a try came to. `refused`: for good, by the receiving side. */
export type NotificationClass = 'sent' | 'refused' | 'failed';

export interface NotificationSettlement extends NotificationRef {
  readonly epoch: number;
  readonly class: NotificationClass;
  readonly next: { readonly state: 'sent' | 'given-up' } | { readonly state: 'due'; readonly dueInMs: number };
}

/**
 * E-mails to send. They are made by the writes that journal a step, where the policy of org and type names addresses;
 * sent at least once, or given up after three days and kept for a while.
 */
export interface NotificationStore {
  claim(limit: number, leaseMs: number): Promise<readonly ClaimedNotification[]>;
  /** One that cannot be written takes no other down; rejects once all others are. */
  settle(settlements: readonly NotificationSettlement[]): Promise<void>;
  /** Makes the reminders that are due. Returns of how many requests. */
  remind(limit: number): Promise<number>;
  /** Forgets what was sent or given up a month ago. Returns how many. */
  forget(limit: number): Promise<number>;
  /** A process that can send e-mail is there. */
  announceSender(): Promise<void>;
  /** Whether one was there in the last minutes. */
  hasSender(): Promise<boolean>;
}

export const NOTIFICATION_STORE = Symbol('NotificationStore');
