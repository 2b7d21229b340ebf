import { countOf } from '@countersign/contract';
import {
  CHANGE_LOG,
  type ChangeLog,
  isReadable,
  publicState,
  type ReadScope,
  type RequestChange,
  WorkflowError,
} from '@countersign/engine';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../../platform/http/call-context';
import { SparseLog } from '../../platform/http/sparse-log';
import { ChangeMark } from './change-mark';
import type { ChangeStream } from './change-stream';
import { whoMakesRoom } from './fair-share';
import { Listening } from './listening';

const EVERY_MS = 1_000;
/** So often that whoever looks on notices within a few seconds when nothing comes any more. */
const HEARTBEAT_MS = 3_000;
/** How late a listener is let go whose token is over. */
const CHECK_MS = 5_000;
const LOG_EVERY_MS = 10_000;
const MOST_STREAMS = 500;
const MOST_OF_ONE_USER = 20;
const MOST_IN_ONE_EVENT = 500;
const TOO_MANY = 'Too many listen here right now. Repeat after the seconds in Retry-After.';

/** All listeners of this process: one read a second for all of them, whatever their orgs, and none while there are none. */
@Injectable()
export class ChangeStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ChangeStreams.name);
  private readonly sparse = new SparseLog(LOG_EVERY_MS);
  private readonly streams = new Set<ChangeStream>();
  private readonly mark = new ChangeMark();
  /** What the last read told. */
  private told: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;
  private beginning: Promise<void> | undefined;
  private heartbeatAt = 0;
  private checkAt = 0;
  private isStopping = false;

  constructor(
    @Inject(CHANGE_LOG) private readonly log: ChangeLog,
    @Inject(Listening) private readonly listening: Listening,
  ) {}

  /**
   * Whatever is committed from here on will be told.
   * @throws WorkflowError for who has too many, or when there are too many
   */
  async admit({ actor: { userId }, orgId }: Caller): Promise<void> {
    const own = [...this.streams].filter(({ listener }) => listener.actor.userId === userId).length;
    if (own >= MOST_OF_ONE_USER)
      throw new WorkflowError(
        [{ kind: 'rate-limited', message: `You listen ${countOf(own, 'time')} already; end one of them first.` }],
        10,
      );
    if (this.isStopping || !this.hasRoomFor(orgId)) throw WorkflowError.of('unavailable', TOO_MANY);
    if (this.mark.from !== undefined) return;
    this.beginning ??= this.begin().finally(() => {
      this.beginning = undefined;
    });
    await this.beginning;
  }

  private hasRoomFor(orgId: number): boolean {
    if (this.streams.size < MOST_STREAMS) return true;
    const leaving = whoMakesRoom(this.streams, orgId);
    if (!leaving) return false;
    leaving.end();
    this.remove(leaving);
    return true;
  }

  add(stream: ChangeStream): void {
    if (this.isStopping) {
      stream.end();
      return;
    }
    this.streams.add(stream);
    this.timer ??= this.later();
  }

  readonly remove = (stream: ChangeStream): void => {
    this.streams.delete(stream);
    if (this.streams.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.mark.forget();
  };

  /** Called before the server closes and waits for the calls under way. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
    for (const stream of this.streams) stream.end();
  }

  private async begin(): Promise<void> {
    this.mark.advance(await this.log.since([], 0));
  }

  private later(): NodeJS.Timeout {
    return setTimeout(() => {
      void this.look().finally(() => {
        this.timer = this.streams.size > 0 ? this.later() : undefined;
      });
    }, EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    try {
      await this.tellChanges();
      await this.lookAfter();
    } catch (error) {
      // What happens meanwhile is told once the store is back.
      this.sparse.tell((passedOver) => {
        this.logger.warn({ err: error, passedOver }, 'what changes cannot be read right now');
      });
    }
  }

  private async tellChanges(): Promise<void> {
    // The last listener may have left while the first one came.
    if (this.mark.from === undefined) await this.begin();
    const orgIds = [...new Set([...this.streams].map(({ listener }) => listener.orgId))];
    const { changes, ...read } = await this.log.since(orgIds, this.mark.from ?? 0);
    const fresh = changes.filter((change) => !this.told.has(keyOf(change)));
    this.told = new Set(changes.map(keyOf));
    if (this.streams.size > 0) this.mark.advance(read);
    for (const orgId of new Set(fresh.map((change) => change.orgId)))
      this.tell(
        orgId,
        fresh.filter((change) => change.orgId === orgId),
      );
  }

  private tell(orgId: number, changes: readonly RequestChange[]): void {
    const toAll = eventsOf(changes);
    for (const stream of this.streams) {
      const { listener } = stream;
      if (listener.orgId !== orgId) continue;
      stream.write(listener.scope === 'whole-org' ? toAll : eventsOf(readable(changes, listener.scope)));
    }
  }

  private async lookAfter(): Promise<void> {
    const now = performance.now();
    if (now >= this.heartbeatAt) {
      this.heartbeatAt = now + HEARTBEAT_MS;
      for (const stream of this.streams) stream.write(': still here\n\n');
    }
    if (now < this.checkAt) return;
    this.checkAt = now + CHECK_MS;
    await Promise.all(
      [...this.streams].map(async (stream) => {
        if (!(await this.listening.isAllowed(stream))) stream.end();
      }),
    );
  }
}

function readable(changes: readonly RequestChange[], scope: ReadScope): readonly RequestChange[] {
  return changes.filter(({ entityInfo }) => isReadable(scope, entityInfo));
}

function keyOf({ orgId, requestId, version, approvals }: RequestChange): string {
  return `${orgId}/${requestId}/${version}/${approvals}`;
}

function eventsOf(changes: readonly RequestChange[]): string {
  const requests = changes.map(({ requestId, type, state, version }) => ({ requestId, type, state: publicState(state), version }));
  const events: string[] = [];
  for (let start = 0; start < requests.length; start += MOST_IN_ONE_EVENT)
    events.push(`event: changes\ndata: ${JSON.stringify({ requests: requests.slice(start, start + MOST_IN_ONE_EVENT) })}\n\n`);
  return events.join('');
}
