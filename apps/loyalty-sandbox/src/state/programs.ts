/** Limits of one redemption, in points. */
export interface RedemptionLimits {
  readonly min: number;
  readonly max: number;
  readonly multipleOf: number;
}

export interface Program {
  readonly id: number;
  readonly name: string;
  /** Goodwill points need an expiry strategy; without one the award is refused. */
  readonly hasGoodwillExpiry: boolean;
  readonly redemptionLimits?: RedemptionLimits;
}

export const PROGRAMS: readonly Program[] = [
  { id: 2739, name: 'Documented programme', hasGoodwillExpiry: true },
  { id: 7001, name: 'Everyday rewards', hasGoodwillExpiry: true },
  { id: 7002, name: 'No goodwill expiry', hasGoodwillExpiry: false },
  { id: 7003, name: 'Limited redemption', hasGoodwillExpiry: true, redemptionLimits: { min: 50, max: 5000, multipleOf: 10 } },
];

export function findProgram(id: number): Program | undefined {
  return PROGRAMS.find((program) => program.id === id);
}
