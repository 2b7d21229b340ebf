import { isPublicStep } from '../domain/close-rules';
import type { Neighbour } from '../domain/lease-rules';
import type { NotificationSettings } from '../domain/notification-settings';
import { isTerminal, type RequestState } from '../domain/request-state';
import type { TransitionCause } from '../domain/transitions';
import type { Clock } from '../ports/clock';
import type { PolicyVersion } from '../ports/policy-store';
import type { NewRequest, RefusedSubmission, RequestRef } from '../ports/request-store';
import type {
  DeliveryRow,
  EndpointRow,
  JournaledTransition,
  NotedAttempt,
  NotificationRow,
  ReminderRow,
  RequestRow,
} from './in-memory-rows';
import { InMemoryUsage } from './in-memory-usage';

/** Where the store's time stands when the clock stands at 0. */
const EPOCH = Date.UTC(2026, 0, 1);

type Step = Pick<JournaledTransition, 'traceId' | 'actorId' | 'checkerId' | 'comment' | 'outcome'> & { readonly eventId: string };

/** What the in-memory stores of one test share: rows, one time, and the steps that write several rows at once. */
export class InMemoryDatabase {
  readonly requests = new Map<string, RequestRow>();
  readonly endpoints = new Map<string, EndpointRow>();
  readonly policies: PolicyVersion[] = [];
  readonly deliveries: DeliveryRow[] = [];
  readonly usage = new InMemoryUsage();
  readonly refusals: RefusedSubmission[] = [];
  readonly notifications: NotificationRow[] = [];
  readonly reminders: ReminderRow[] = [];
  /** Up to when tokens do not count, by `org/person`. */
  readonly revocations = new Map<string, Date>();
  /** Paused request types, as `org/type`. */
  readonly pauses = new Set<string>();
  private readonly attempts = new Map<string, NotedAttempt[]>();

  constructor(private readonly clock: Clock) {}

  now(): number {
    return EPOCH + Math.floor(this.clock.now());
  }

  find({ orgId, requestId }: RequestRef): RequestRow | undefined {
    return this.requests.get(`${orgId}/${requestId}`);
  }

  insert(row: RequestRow): void {
    this.requests.set(`${row.request.orgId}/${row.request.requestId}`, row);
  }

  empty(): void {
    this.requests.clear();
    this.endpoints.clear();
    this.attempts.clear();
    this.pauses.clear();
    this.policies.length = 0;
    this.deliveries.length = 0;
    this.refusals.length = 0;
    this.usage.empty();
    this.notifications.length = 0;
    this.reminders.length = 0;
    this.revocations.clear();
  }

  note({ orgId, requestId }: RequestRef, attempt: NotedAttempt): void {
    const key = `${orgId}/${requestId}`;
    this.attempts.set(key, [...(this.attempts.get(key) ?? []), attempt]);
  }

  attemptsOf({ orgId, requestId }: RequestRef): readonly NotedAttempt[] {
    return this.attempts.get(`${orgId}/${requestId}`) ?? [];
  }

  /** The other requests of the org that share the customer, and those that share the loyalty key. */
  neighbours({ request }: RequestRow): { readonly ofCustomer: Neighbour[]; readonly ofLoyaltyKey: Neighbour[] } {
    const ofCustomer: Neighbour[] = [];
    const ofLoyaltyKey: Neighbour[] = [];
    for (const other of this.requests.values()) {
      if (other.request.orgId !== request.orgId || other.request.requestId === request.requestId) continue;
      const neighbour = { state: other.state, execution: other.execution?.lease };
      if (other.request.customer === request.customer) ofCustomer.push(neighbour);
      if (request.loyaltyKeyHash !== undefined && other.request.loyaltyKeyHash === request.loyaltyKeyHash) ofLoyaltyKey.push(neighbour);
    }
    return { ofCustomer, ofLoyaltyKey };
  }

  /** The request's time never goes back. */
  timeOf(row: RequestRow): Date {
    return new Date(Math.max(this.now(), row.updatedAt.getTime()));
  }

  /** Writes the new state, its transition and, where subscribers hear of it, its deliveries. */
  move(row: RequestRow, to: RequestState, cause: TransitionCause, { eventId, ...step }: Step): void {
    const from = row.journal.at(-1)?.to;
    const at = this.timeOf(row);
    const isPublic = isPublicStep(from ?? 'none', to, cause);
    const seq = row.journal.length + 1;
    row.journal.push({ seq, ...(from && { from }), to, cause, ...step, ...(isPublic && { eventId }), at });
    row.state = to;
    row.updatedAt = at;
    if (isTerminal(to)) row.endedAt = at;
    if (isTerminal(to) && to !== 'approved') this.usage.giveBack(row.request, row.createdAt.getTime());
    if (!isPublic) return;
    this.announce(row, seq, at.getTime());
    this.tell(row, seq, at.getTime());
  }

  notificationsOf({ orgId, type }: NewRequest): NotificationSettings | undefined {
    return this.policies.find((policy) => policy.orgId === orgId && policy.type === type && policy.status === 'active')?.notifications;
  }

  notify({ request }: RequestRow, of: Pick<NotificationRow, 'kind' | 'number' | 'createdAt'>, emails: readonly string[]): void {
    const { orgId, requestId } = request;
    for (const address of emails)
      this.notifications.push({ orgId, requestId, ...of, address, state: 'due', epoch: 0, attempts: 0, dueAt: of.createdAt });
  }

  private tell(row: RequestRow, seq: number, at: number): void {
    const settings = this.notificationsOf(row.request);
    if (!settings) return;
    this.notify(row, { kind: 'step', number: seq, createdAt: at }, settings.emails);
    const { orgId, requestId } = row.request;
    const hours = settings.remindAfterHours;
    if (row.state === 'pending' && hours !== undefined) this.reminders.push({ orgId, requestId, number: 1, dueAt: at + hours * 3_600_000 });
  }

  private announce({ request: { orgId, requestId } }: RequestRow, seq: number, at: number): void {
    for (const { endpoint, deleted } of this.endpoints.values()) {
      const { endpointId, payload } = endpoint;
      if (deleted || endpoint.orgId !== orgId || !endpoint.eventNames.includes('requestWorkflowEvent')) continue;
      const open = this.deliveries.filter((row) => row.endpointId === endpointId && row.requestId === requestId && row.state === 'due');
      const dueAt = Math.max(at, ...open.map((row) => row.dueAt));
      this.deliveries.push({ orgId, endpointId, requestId, seq, payload, state: 'due', epoch: 0, attempts: 0, dueAt });
    }
  }
}
