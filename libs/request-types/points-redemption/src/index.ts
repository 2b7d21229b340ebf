import { pointsRedemption } from './points-redemption';

export { pointsRedemption } from './points-redemption';
export type { PointsRedemptionPayload } from './payload.schema';

/** What this lib adds to the catalog. */
export const requestTypes = [pointsRedemption] as const;
