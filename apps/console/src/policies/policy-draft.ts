import { type Band, CAP_SUBJECTS, type CapSubject, type DailyCap, type DuplicateRule, type PolicySettings } from './policy';

/** What stands in a number field: a number, or nothing yet. */
export type NumberField = number | '';

export interface DraftLevel {
  readonly grant: string;
  readonly checkers: NumberField;
}

export interface DraftBand {
  readonly upTo: NumberField;
  readonly levels: readonly DraftLevel[];
}

export interface DraftCap {
  readonly requests: NumberField;
  readonly amount: NumberField;
}

/** A policy while it is edited: every field of the form, filled or not. */
export interface PolicyDraft {
  readonly mode: PolicySettings['autoApproval']['mode'];
  readonly upTo: NumberField;
  /** None: one checker for every request. */
  readonly bands: readonly DraftBand[];
  readonly caps: Readonly<Record<CapSubject, DraftCap>>;
  readonly duplicates: DuplicateRule;
  readonly expiresAfterHours: NumberField;
  readonly emails: readonly string[];
  readonly remindAfterHours: NumberField;
  readonly config: Readonly<Record<string, unknown>>;
}

export const ONE_CHECKER: DraftLevel = { grant: 'CanCheckRequest', checkers: 1 };
const SUGGESTED_LIMIT = 100;

export function draftOf(settings: PolicySettings): PolicyDraft {
  const { autoApproval, bands = [], dailyCaps, duplicates, expiresAfterHours, notifications, config = {} } = settings;
  const cap = (subject: CapSubject): DraftCap => ({
    requests: dailyCaps?.[subject]?.requests ?? '',
    amount: dailyCaps?.[subject]?.amount ?? '',
  });
  return {
    mode: autoApproval.mode,
    upTo: autoApproval.mode === 'up-to' ? autoApproval.amount : SUGGESTED_LIMIT,
    bands: bands.map(({ upTo, levels }) => ({ upTo: upTo ?? '', levels })),
    caps: { maker: cap('maker'), customer: cap('customer'), org: cap('org') },
    duplicates: duplicates?.sameCustomerPending ?? 'allow',
    expiresAfterHours: expiresAfterHours ?? '',
    emails: notifications?.emails ?? [],
    remindAfterHours: notifications?.remindAfterHours ?? '',
    config,
  };
}

/** The body that says what the draft says. Meant for drafts without problems (draft-problems); what is empty is not set. */
export function settingsOf(draft: PolicyDraft): PolicySettings {
  const dailyCaps = Object.fromEntries(CAP_SUBJECTS.flatMap((subject) => capOf(subject, draft.caps[subject])));
  const config = Object.fromEntries(Object.entries(draft.config).filter(([, value]) => value !== '' && value !== undefined));
  return {
    autoApproval: draft.mode === 'up-to' ? { mode: 'up-to', amount: Number(draft.upTo) } : { mode: draft.mode },
    ...(draft.bands.length > 0 && { bands: draft.bands.map(bandOf) }),
    ...(Object.keys(dailyCaps).length > 0 && { dailyCaps }),
    ...(draft.mode !== 'off' && Object.keys(dailyCaps).length === 0 && { uncapped: true }),
    ...(draft.duplicates !== 'allow' && { duplicates: { sameCustomerPending: draft.duplicates } }),
    ...(Object.keys(config).length > 0 && { config }),
    ...(draft.expiresAfterHours !== '' && { expiresAfterHours: draft.expiresAfterHours }),
    ...(draft.emails.length > 0 && {
      notifications: { emails: draft.emails, ...(draft.remindAfterHours !== '' && { remindAfterHours: draft.remindAfterHours }) },
    }),
  };
}

/**
 * How far the slider of the limit goes: to the last amount that anybody may approve, or well beyond where the limit stood. It does not
 * depend on where the limit is dragged to, so that the slider stays put under the hand.
 */
export function sliderEnd({ autoApproval, bands = [] }: PolicySettings): number {
  const highest = bands.at(-1)?.upTo ?? bands.at(-2)?.upTo ?? 0;
  const limit = autoApproval.mode === 'up-to' ? autoApproval.amount : 0;
  return Math.max(highest, roundUp(limit * 4), 1_000);
}

function roundUp(amount: number): number {
  if (amount <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(amount));
  return Math.ceil(amount / unit) * unit;
}

function bandOf({ upTo, levels }: DraftBand): Band {
  return {
    ...(upTo !== '' && { upTo }),
    levels: levels.map(({ grant, checkers }) => ({ grant, checkers: Number(checkers) })),
  };
}

function capOf(subject: CapSubject, { requests, amount }: DraftCap): readonly (readonly [CapSubject, DailyCap])[] {
  if (requests === '' && amount === '') return [];
  return [[subject, { ...(requests !== '' && { requests }), ...(amount !== '' && { amount }) }]];
}
