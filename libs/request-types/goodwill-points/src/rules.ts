import { payloadReference, type ValidationRule } from '@countersign/contract';
import type { GoodwillPointsConfig, GoodwillPointsPayload } from './payload.schema';

type Rule = ValidationRule<GoodwillPointsPayload, GoodwillPointsConfig>;

const withinUpperCap: Rule = {
  name: 'within-upper-cap',
  at: ['submit'],
  amountLimit: ({ upperCap }) => upperCap,
  check: ({ payload, config }) =>
    config?.upperCap === undefined || payload.body.points <= config.upperCap
      ? undefined
      : {
          kind: 'points-invalid',
          message: `points is above the upper cap of ${config.upperCap} that this organisation has set for goodwill points.`,
          reference: payloadReference('/body/points'),
        },
};

/** A new rule is one more constant in this list. */
export const rules = [withinUpperCap] as const;
