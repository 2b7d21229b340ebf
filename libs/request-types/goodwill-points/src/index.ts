import { goodwillPoints } from './goodwill-points';

export { goodwillPoints } from './goodwill-points';
export type { GoodwillPointsConfig, GoodwillPointsPayload } from './payload.schema';

/** What this lib adds to the catalog. */
export const requestTypes = [goodwillPoints] as const;
