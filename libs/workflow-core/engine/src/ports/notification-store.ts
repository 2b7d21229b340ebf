import { token } from '@countersign/wiring';
import type { RequestState } from '../domain/request-state';
import type { ConfigurationAction, ConfigurationState, ConfigurationSubject } from './configuration-change-store';

/** One e-mail to one address: of a step in the journal, a reminder, or a change of webhooks or API clients. */
export interface NotificationRef {
  readonly orgId: number;
  /** The request's, or the change's. */
  readonly requestId: string;
  readonly kind: 'step' | 'reminder' | 'configuration';
  /** The step's seq, or the how-manieth reminder; of a change 1 for its proposal and 2 for what became of it. */
  readonly number: number;
  /** Personal data of staff: never in a log. */
  readonly address: string;
}

interface Claimed extends NotificationRef {
  readonly epoch: number;
  readonly attempts: number;
  readonly at: Date;
}

/** What happened to a request. */
export interface RequestNotification extends Claimed {
  readonly kind: 'step' | 'reminder';
  readonly type: string;
  readonly makerName: string;
  /** What the step led to; `pending` for a reminder. */
  readonly state: RequestState;
  readonly expiresAt?: Date;
}

/** What somebody did about webhooks or API clients. */
export interface ConfigurationNotification extends Claimed {
  readonly kind: 'configuration';
  readonly change: {
    readonly subject: ConfigurationSubject;
    readonly action: ConfigurationAction;
    /** Of the webhook or client, where the change says it. */
    readonly name?: string | null;
    readonly became: 'proposed' | 'in-effect-at-once' | Exclude<ConfigurationState, 'pending'>;
    /** Nobody, where it has expired. */
    readonly by?: string | null;
  };
}

export type ClaimedNotification = RequestNotification | ConfigurationNotification;

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

export const NOTIFICATION_STORE = token<NotificationStore>('NotificationStore');
