import type { JsonSchema } from '../api/json-schema';

export type AutoApproval = { readonly mode: 'off' } | { readonly mode: 'on' } | { readonly mode: 'up-to'; readonly amount: number };

export interface Level {
  readonly grant: string;
  readonly checkers: number;
}

export interface Band {
  readonly upTo?: number;
  readonly levels: readonly Level[];
}

export interface DailyCap {
  readonly requests?: number;
  readonly amount?: number;
}

/** The gateway takes no cap beyond these. */
export const MOST_DAILY_REQUESTS = 1_000_000;
export const MOST_DAILY_POINTS = 1_000_000_000;

export const CAP_SUBJECTS = ['maker', 'customer', 'org'] as const;
export type CapSubject = (typeof CAP_SUBJECTS)[number];

export type DuplicateRule = 'allow' | 'warn' | 'refuse';

/** The settings of a policy as the API takes and answers them. What is absent is not set. */
export interface PolicySettings {
  readonly autoApproval: AutoApproval;
  readonly bands?: readonly Band[];
  readonly dailyCaps?: { readonly [Subject in CapSubject]?: DailyCap };
  readonly duplicates?: { readonly sameCustomerPending: DuplicateRule };
  /** Said where it approves without a checker and nothing caps that. */
  readonly uncapped?: true;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly expiresAfterHours?: number;
  readonly notifications?: { readonly emails: readonly string[]; readonly remindAfterHours?: number };
}

export const SETTINGS = [
  'autoApproval',
  'bands',
  'dailyCaps',
  'duplicates',
  'config',
  'expiresAfterHours',
  'notifications',
] as const satisfies readonly (keyof PolicySettings)[];

export interface Person {
  readonly id: number;
  readonly name: string;
}

/** Version 0 is what holds before anybody set a policy; nobody proposed it. */
export interface ActivePolicy extends PolicySettings {
  readonly version: number;
  readonly proposedBy?: Person;
  readonly proposedAt?: string;
  readonly decidedBy?: Person;
  readonly decidedAt?: string;
}

export interface PolicyVersion extends PolicySettings {
  readonly version: number;
  readonly basedOn?: number;
  readonly status: 'proposed' | 'active' | 'superseded' | 'declined' | 'withdrawn';
  readonly proposedBy: Person;
  readonly proposedAt: string;
  readonly decidedBy?: Person;
  readonly decidedAt?: string;
  /** What it sets otherwise than the version that it is based on; absent where that was not kept. */
  readonly changes?: readonly { readonly setting: keyof PolicySettings; readonly from?: unknown; readonly to?: unknown }[];
}

export interface PolicyHistory {
  readonly active: ActivePolicy;
  readonly proposals: readonly PolicyVersion[];
  readonly versions: readonly PolicyVersion[];
}

/** What of a request type decides how its policy is told and edited. */
export interface PolicyKind {
  readonly hasAmount: boolean;
  readonly configSchema?: JsonSchema;
}
