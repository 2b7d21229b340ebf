import { isolated } from '../display/visible-text';
import type { ConfigurationChange } from './configuration-queries';

const SUBJECTS = { webhook: 'webhook', 'api-client': 'API client' } as const;

const ACTIONS: Readonly<Record<ConfigurationChange['action'], string>> = {
  create: 'New',
  update: 'Change of',
  'rotate-secret': 'New secret of',
  delete: 'Deletion of',
  'change-grants': 'Other grants of',
  rotate: 'New secret of',
  disable: 'End of',
};

const SETTINGS: Readonly<Record<string, string>> = {
  name: 'Name',
  webHookUrl: 'URL',
  active: 'Active',
  eventNames: 'Events',
  payload: 'Payload',
  webHookHeaders: 'Headers that are sent along',
  maxAllowedConnections: 'Connections at once',
  slaInSeconds: 'Seconds to answer',
  grants: 'Grants',
};

const STATES: Readonly<Record<ConfigurationChange['state'], string>> = {
  pending: 'waits for a second person',
  'in-effect': 'in effect',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'expired',
};

/** One setting, before and after, in words. */
export interface SettingChange {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** Such as "Change of webhook crm". */
export function changeTitle(
  { action, subject, before, after, subjectId }: ConfigurationChange,
  names: ReadonlyMap<string, string>,
): string {
  const name = after?.['name'] ?? before?.['name'] ?? names.get(subjectId ?? '') ?? '';
  return `${ACTIONS[action]} ${SUBJECTS[subject]} ${typeof name === 'string' ? isolated(name) : ''}`.trim();
}

export function changeState({ state, atOnce, decidedBy }: ConfigurationChange): string {
  if (atOnce) return 'in effect at once, without a second person';
  return decidedBy ? `${STATES[state]}, by ${isolated(decidedBy.name)}` : STATES[state];
}

/** What it changes, setting by setting; "none" where there was or will be nothing. */
export function settingChanges({ before = {}, after = {} }: ConfigurationChange): readonly SettingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((setting) => ({
    setting: SETTINGS[setting] ?? setting,
    before: valueWords(before[setting]),
    after: valueWords(after[setting]),
  }));
}

function valueWords(value: unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(partWords).join(', ');
  return partWords(value);
}

function limitWords([kind, ids]: [string, unknown]): string {
  const listed = Array.isArray(ids) ? ids.join(', ') : String(ids);
  return kind === 'ids' ? listed : `${kind} ${listed}`;
}

function partWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const { grant, ...limits } = value as { readonly grant?: string; readonly [kind: string]: unknown };
  if (grant !== undefined) return [grant, ...Object.entries(limits).map(limitWords)].join(' for ');
  const entries = Object.entries(value);
  return entries.length === 0 ? 'none' : entries.map(([name, text]) => `${name}: ${String(text)}`).join(', ');
}
