import { token } from '@countersign/wiring';

/** An org whose loyalty API fails, or refuses what we call it with. */
export interface LoyaltyOutage {
  readonly orgId: number;
  /** Of the last call that failed, as its attempt notes it: `timeout`, `http-401` ... */
  readonly code: string;
  readonly httpStatus?: number;
  /** Its calls are held back: none but a try now and then is made. */
  readonly heldBack: boolean;
}

/** As operators are shown it. */
export interface StoredOutage extends LoyaltyOutage {
  readonly since: Date;
  /** When a call failed last. */
  readonly failedAt: Date;
}

/** What workers find out of loyalty APIs, for operators. One row per org, whichever worker found out. */
export interface OutageStore {
  /** Begins an outage, or says how the last call of one failed. */
  report(outage: LoyaltyOutage): Promise<void>;
  /** A call was answered. */
  end(orgId: number): Promise<void>;
  find(orgId: number): Promise<StoredOutage | undefined>;
}

export const OUTAGE_STORE = token<OutageStore>('OutageStore');
