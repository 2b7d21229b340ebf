import type { LookupFunction } from 'node:net';
import { type DeliveryAttemptNote, retryAfterMs } from '@countersign/engine';
import { connectionFailure } from '@countersign/observability';
import type { Agent, Dispatcher } from 'undici';
import { type AddressGuard, BlockedAddressError, guardedAgent, sendableUrl } from './guarded-agent';
import { signedHeaders } from './signed-headers';
import type { DeliveryAttempt, WebhookDelivery } from './webhook-delivery';

const LONGEST_TIMEOUT_MS = 30_000;
/** A receiver's words are of no use to us; a short answer is read only so that its connection can serve the next delivery. */
const MOST_BODY_BYTES = 64 * 1_024;
const LONGEST_BODY_MS = 1_000;

type Ending = Omit<DeliveryAttemptNote, 'durationMs'>;

/** Makes delivery attempts. Never rejects for anything that a receiver, its name or its address did, and logs nothing. */
export class WebhookSender {
  private readonly agent: Agent;

  /**
   * @param guard judges every address, as a literal and as resolved, on each connection
   * @param lookup resolves host names; the system's resolver unless given
   */
  constructor(
    private readonly guard: AddressGuard,
    lookup?: LookupFunction,
  ) {
    this.agent = guardedAgent(guard, lookup);
  }

  /** @throws Error when the signing secret is not one */
  async send(delivery: WebhookDelivery): Promise<DeliveryAttempt> {
    const startedAt = performance.now();
    const headers = signedHeaders(delivery, new Date());
    const url = sendableUrl(delivery.url, this.guard);
    const answer = url ? await this.post(url, headers, delivery) : endedAs({ class: 'blocked', code: 'blocked-address' });
    const note = { ...answer.ending, durationMs: Math.round(performance.now() - startedAt) };
    return answer.retryAfterMs === undefined ? { note } : { note, retryAfterMs: answer.retryAfterMs };
  }

  /** Ends all connections; attempts under way end as unreachable. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async post(url: URL, headers: Record<string, string>, { body, timeoutMs }: WebhookDelivery) {
    const signal = AbortSignal.timeout(Math.min(timeoutMs, LONGEST_TIMEOUT_MS));
    try {
      const path = url.pathname + url.search;
      const answer = await this.agent.request({ origin: url.origin, path, method: 'POST', headers, body, signal });
      await discard(answer.body);
      const ending = answered(answer.statusCode);
      return { ending, retryAfterMs: retryAfterMs(answer.headers['retry-after'], Date.now()) };
    } catch (error) {
      return endedAs(failure(error, signal));
    }
  }
}

function answered(httpStatus: number): Ending {
  if (httpStatus >= 200 && httpStatus < 300) return { class: 'delivered', httpStatus };
  const isRedirect = httpStatus >= 300 && httpStatus < 400;
  return { class: 'refused', httpStatus, ...(isRedirect && { code: 'redirect-not-followed' }) };
}

function endedAs(ending: Ending): { ending: Ending; retryAfterMs: undefined } {
  return { ending, retryAfterMs: undefined };
}

/** The status has been given: however the body goes on, cut, endless or dripping, it changes nothing. */
async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: MOST_BODY_BYTES, signal: AbortSignal.timeout(LONGEST_BODY_MS) }).catch(() => undefined);
}

function failure(error: unknown, signal: AbortSignal): Ending {
  if (error instanceof BlockedAddressError) return { class: 'blocked', code: 'blocked-address' };
  if (signal.aborted) return { class: 'timeout', code: 'answer-timeout' };
  const code = connectionFailure(error);
  return { class: code === 'connect-timeout' ? 'timeout' : 'unreachable', ...(code && { code }) };
}
