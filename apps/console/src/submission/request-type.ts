import type { JsonSchema } from './schema-form/json-schema';

/** A request type as the gateway describes it; forms, checks and uploads are made of this alone. */
export interface RequestTypeView {
  /** Such as `POINTS_REDEMPTION`. */
  readonly type: string;
  /** In the spelling of URLs. */
  readonly name: string;
  readonly title: string;
  readonly hasAmount: boolean;
  readonly pointsFlow?: 'granted' | 'redeemed';
  readonly payloadSchema: JsonSchema;
  readonly example: unknown;
  readonly entityInfoSchema: JsonSchema;
  readonly paused?: { readonly since: string; readonly by: { readonly name: string }; readonly reason: string };
}
