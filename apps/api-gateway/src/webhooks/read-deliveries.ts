import { type Actor, type DeliveryLog, type DeliveryView, type EndpointStore, WorkflowError } from '@countersign/engine';
import type { Call } from '../platform/http/call-context';
import { isUuid } from '../platform/http/uuid';
import { callerOf, requireConfigurator } from '../platform/proposals/configurator';
import type { DeliveriesQuery } from './deliveries-query';
import type { ManageWebhooks } from './manage-webhooks';

const TRACE_ID = /^[0-9a-f]{32}$/;
const REF_ID = /^(\d{1,15})_([0-9a-f-]{36})$/i;

/** A delivery and how long its receiver is allowed to take. */
export interface LoggedDelivery {
  readonly delivery: DeliveryView;
  /** Absent when the webhook has been deleted. */
  readonly slaSeconds?: number;
}

/** Some of the deliveries of a webhook, and where those after them begin. */
export interface LoggedPage {
  readonly page: readonly LoggedDelivery[];
  /** The deliveryId of the last one, when there are more. */
  readonly next?: string;
}

/** What was sent, when, and what came back; and sending it again. Every call needs CanConfigureWorkflows. */
export class ReadDeliveries {
  constructor(
    private readonly log: DeliveryLog,
    private readonly endpoints: EndpointStore,
    private readonly webhooks: ManageWebhooks,
  ) {}

  async ofEvent(actor: Actor, orgId: number, eventId: string): Promise<readonly LoggedDelivery[]> {
    requireConfigurator({ actor, orgId });
    return isUuid(eventId) ? this.withSla(orgId, await this.log.findByEvent(orgId, eventId)) : [];
  }

  /** Of the events that the API call with this X-CAP-REQUEST-ID caused. */
  async ofCall(actor: Actor, orgId: number, traceId: string): Promise<readonly LoggedDelivery[]> {
    requireConfigurator({ actor, orgId });
    return TRACE_ID.test(traceId) ? this.withSla(orgId, await this.log.findByTrace(orgId, traceId)) : [];
  }

  /** @param refId `<orgId>_<requestId>`, as in the events; that of another org is the reference of nothing here */
  async ofReference(actor: Actor, orgId: number, refId: string): Promise<readonly LoggedDelivery[]> {
    requireConfigurator({ actor, orgId });
    const [, refOrg, requestId] = REF_ID.exec(refId) ?? [];
    const isOurs = Number(refOrg) === orgId && requestId !== undefined && isUuid(requestId);
    return isOurs ? this.withSla(orgId, await this.log.findByRequest(orgId, requestId)) : [];
  }

  async ofWebhook(actor: Actor, orgId: number, endpointId: string, { state, limit, after }: DeliveriesQuery): Promise<LoggedPage> {
    const { slaSeconds } = await this.webhooks.read({ actor, orgId }, endpointId);
    const found = await this.log.findByEndpoint({ orgId, endpointId, state, after, limit: limit + 1 });
    const page = found.slice(0, limit).map((delivery) => ({ delivery, slaSeconds }));
    const last = found.length > limit ? page.at(-1) : undefined;
    return { page, ...(last && { next: last.delivery.deliveryId }) };
  }

  async resend(call: Call, deliveryId: string): Promise<void> {
    requireConfigurator(call);
    const found = await this.log.resend(callerOf(call), deliveryId);
    if (found === 'erased') throw WorkflowError.of('erased', 'What this event told was erased; it cannot be sent again.', '/deliveryId');
    if (found === 'unknown') throw WorkflowError.of('unknown-request', 'There is no such delivery.', '/deliveryId');
  }

  /** How many exhausted deliveries of the webhook are on their way again. */
  async resendExhausted(call: Call, endpointId: string): Promise<number> {
    await this.webhooks.read(call, endpointId);
    return this.log.resendExhausted(callerOf(call), endpointId);
  }

  private async withSla(orgId: number, deliveries: readonly DeliveryView[]): Promise<readonly LoggedDelivery[]> {
    if (deliveries.length === 0) return [];
    const slas = new Map((await this.endpoints.list(orgId)).map(({ endpointId, slaSeconds }) => [endpointId, slaSeconds]));
    return deliveries.map((delivery) => {
      const slaSeconds = slas.get(delivery.endpointId);
      return { delivery, ...(slaSeconds !== undefined && { slaSeconds }) };
    });
  }
}
