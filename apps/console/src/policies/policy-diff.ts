import { countOf } from '../display/numbers';
import { CAP_SUBJECTS, type PolicyKind, type PolicySettings, type PolicyVersion, SETTINGS } from './policy';
import { amountRules, capWords, duplicateWords, expiryWords, notificationWords, uncappedWords } from './policy-in-words';
import { configWords } from './setting-words';

type Setting = (typeof SETTINGS)[number];

/** One setting that differs, before and after, in words. */
export interface PolicyChange {
  readonly setting: Setting;
  readonly label: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const LABELS: Readonly<Record<Setting, string>> = {
  autoApproval: 'Approved without a checker',
  bands: 'Who checks which amounts',
  dailyCaps: 'Daily caps',
  duplicates: 'Same customer',
  config: 'Settings of this type',
  expiresAfterHours: 'Expiry',
  notifications: 'E-mails',
};

/** What one policy says otherwise than another, setting by setting. Settings that say the same in other words are no change. */
export function changesBetween(before: PolicySettings, after: PolicySettings, kind: PolicyKind): readonly PolicyChange[] {
  return SETTINGS.map((setting) => ({
    setting,
    label: LABELS[setting],
    before: wordsFor(setting, before, kind),
    after: wordsFor(setting, after, kind),
  })).filter((change) => change.before.join('\n') !== change.after.join('\n'));
}

/** The policy that a version was proposed to change, put together from what it changed. Undefined where that was not kept. */
export function baseOf({ changes, ...version }: PolicyVersion): PolicySettings | undefined {
  if (!changes) return undefined;
  const before = new Map(changes.map(({ setting, from }) => [setting, from]));
  const entries = SETTINGS.map((setting) => [setting, before.has(setting) ? before.get(setting) : version[setting]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown as PolicySettings;
}

function wordsFor(setting: Setting, settings: PolicySettings, kind: PolicyKind): readonly string[] {
  switch (setting) {
    case 'autoApproval':
      return [autoApprovalWords(settings.autoApproval)];
    case 'bands':
      return bandWords(settings, kind);
    case 'dailyCaps':
      return [
        ...orNone(
          CAP_SUBJECTS.flatMap((subject) => capWords(subject, settings.dailyCaps?.[subject])),
          'No caps.',
        ),
        ...uncappedWords(settings),
      ];
    case 'duplicates':
      return orNone(duplicateWords(settings.duplicates?.sameCustomerPending), 'Another request for the same customer does not matter.');
    case 'config':
      return orNone(configWords(settings.config, kind.configSchema), 'None set.');
    case 'expiresAfterHours':
      return [settings.expiresAfterHours === undefined ? 'Never.' : `${expiryWords(settings.expiresAfterHours)}.`];
    case 'notifications':
      return orNone(notificationWords(settings.notifications), 'Nobody is told.');
  }
}

function autoApprovalWords(autoApproval: PolicySettings['autoApproval']): string {
  switch (autoApproval.mode) {
    case 'off':
      return 'None.';
    case 'on':
      return 'All.';
    case 'up-to':
      return `Up to ${countOf(autoApproval.amount, 'point')}.`;
  }
}

/** As if nothing were approved by itself, so that a change of that alone is no change of the bands. */
function bandWords({ bands }: PolicySettings, kind: PolicyKind): readonly string[] {
  const alone: PolicySettings = { autoApproval: { mode: 'off' }, ...(bands && { bands }) };
  return amountRules(alone, kind).map(({ amounts, outcome }) => `${amounts}: ${outcome}.`);
}

function orNone(lines: readonly string[], none: string): readonly string[] {
  return lines.length > 0 ? lines : [none];
}
