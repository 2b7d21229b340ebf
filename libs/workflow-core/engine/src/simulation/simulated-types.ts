import { defineRequestType, type ExecutionOutcome, type LoyaltyResponse, RequestTypeRegistry } from '@countersign/contract';
import { z } from 'zod';

const payload = z.strictObject({ body: z.strictObject({ customer: z.string(), key: z.string() }) });
type Payload = z.output<typeof payload>;

/** The simulated loyalty API answers with the kind of outcome. */
function interpretResponse({ body }: LoyaltyResponse): ExecutionOutcome {
  const { outcome } = z.object({ outcome: z.enum(['executed', 'refused', 'duplicate', 'hold']) }).parse(body);
  return outcome === 'executed' ? { kind: outcome } : { kind: outcome, code: outcome, message: outcome };
}

function simulatedType(key: string, path: string, whenInDoubt: 'replay' | 'hold') {
  return defineRequestType<Payload>({
    key,
    title: key,
    version: 1,
    payload,
    example: { body: { customer: '919900000101', key: 'k1' } },
    loyaltyRoute: { method: 'POST', path },
    describe: ({ body }) => ({ customer: body.customer, line: 'Grant' }),
    naturalKey: () => undefined,
    loyaltyKey: ({ body }) => body.key,
    whenInDoubt: () => whenInDoubt,
    buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
    interpretResponse,
  });
}

/** Where the loyalty API takes a key only once. */
export const ENFORCING_PATH = '/replayed';

export const SIMULATED_TYPES = new RequestTypeRegistry([
  simulatedType('REPLAYED_GRANT', ENFORCING_PATH, 'replay'),
  simulatedType('HELD_GRANT', '/held', 'hold'),
]);
