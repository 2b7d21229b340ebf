import { createHash } from 'node:crypto';
import type { ClaimedNotification, RequestState } from '@countersign/engine';
import { publicState } from '@countersign/engine';
import { visibleText } from '@countersign/visible-text';

export type ConfigurationNotification = Extract<ClaimedNotification, { kind: 'configuration' }>;
export type RequestNotification = Exclude<ClaimedNotification, ConfigurationNotification>;

export interface MailText {
  readonly subject: string;
  readonly text: string;
  /** The same for every try, so that programs recognise an e-mail that was sent twice. */
  readonly messageId: string;
}

const WHAT_HAPPENED: Readonly<Record<RequestState, string>> = {
  pending: 'waits for a checker',
  accepted: 'was approved and is being executed',
  needs_review: 'is held for an operator',
  approved: 'was approved and executed',
  failed: 'was approved and failed',
  rejected: 'was rejected or sent back',
  withdrawn: 'was withdrawn by its maker',
  expired: 'has expired',
};
const LONGEST_NAME = 100;

const BECAME: Readonly<Record<ConfigurationNotification['change']['became'], string>> = {
  proposed: 'is proposed and waits for a second person',
  'in-effect-at-once': 'is in effect at once, without a second person',
  'in-effect': 'was confirmed and is in effect',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
  expired: 'has expired',
};
const SUBJECTS = { webhook: 'webhook', 'api-client': 'API client' } as const;

/** What configurators are told of each other. What it changes stands in Countersign alone: e-mail is read anywhere. */
export function configurationMailText(notification: ConfigurationNotification): MailText {
  const { orgId, requestId, at, change } = notification;
  const subject = `${SUBJECTS[change.subject]}: ${change.action} ${BECAME[change.became]}`;
  const lines = [
    `A change of ${change.subject === 'webhook' ? 'a webhook' : 'an API client'} ${BECAME[change.became]}.`,
    '',
    `Change:  ${requestId}`,
    `Org:     ${orgId}`,
    `What:    ${change.action}`,
    `Of:      ${oneLine(change.name ?? 'see the change')}`,
    ...(change.by ? [`By:      ${oneLine(change.by)}`] : []),
    `At:      ${at.toISOString()}`,
    '',
    'Look at the change in Countersign. Nothing can be confirmed by answering this e-mail.',
  ];
  return { subject, text: `${lines.join('\n')}\n`, messageId: messageIdOf(notification) };
}

/** What people are told: what happened to which request of whom. Of the customer and the payload nothing: e-mail is read anywhere. */
export function mailText(notification: RequestNotification, typeTitle: string): MailText {
  const { orgId, requestId, kind, number, state, at, expiresAt } = notification;
  const happened = kind === 'reminder' ? `still ${WHAT_HAPPENED.pending} (reminder ${number})` : WHAT_HAPPENED[state];
  const title = oneLine(typeTitle);
  const lines = [
    `${title}: the request ${happened}.`,
    '',
    `Request: ${requestId}`,
    `Org:     ${orgId}`,
    `State:   ${publicState(state)}`,
    `Maker:   ${oneLine(notification.makerName)}`,
    `At:      ${at.toISOString()}`,
    ...(state === 'pending' && expiresAt ? [`Expires: ${expiresAt.toISOString()}`] : []),
    '',
    'Read the request in Countersign before you decide. Nothing can be decided by answering this e-mail.',
  ];
  return { subject: `${title}: request ${happened}`, text: `${lines.join('\n')}\n`, messageId: messageIdOf(notification) };
}

/** Whatever a name holds, it stays one line of text, and what would not be seen in it is shown as a mark such as ⟨U+202E⟩. */
function oneLine(text: string): string {
  return visibleText(Array.from(text.trim()).slice(0, LONGEST_NAME).join(''));
}

function messageIdOf({ orgId, requestId, kind, number, address }: ClaimedNotification): string {
  const whom = createHash('sha256').update(address, 'utf8').digest('hex').slice(0, 16);
  return `<${orgId}.${requestId}.${kind}.${number}.${whom}@countersign.invalid>`;
}
