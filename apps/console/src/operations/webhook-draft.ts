import type { WebhookView } from './webhook-views';

export const MASKED = '****';
export const MOST_HEADERS = 20;
const EVENT = 'requestWorkflowEvent';

export interface DraftHeader {
  readonly name: string;
  readonly value: string;
}

/** A webhook while it is written down. */
export interface WebhookDraft {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly payload: WebhookView['payload'];
  readonly connections: number | '';
  readonly seconds: number | '';
  /** A value of `****` keeps what is stored. */
  readonly headers: readonly DraftHeader[];
}

export const NEW_WEBHOOK: WebhookDraft = {
  name: '',
  url: '',
  active: true,
  payload: 'documented',
  connections: 20,
  seconds: 30,
  headers: [],
};

export function webhookDraftOf({
  name,
  webHookUrl,
  active,
  payload,
  maxAllowedConnections,
  slaInSeconds,
  webHookHeaders,
}: WebhookView): WebhookDraft {
  return {
    name,
    url: webHookUrl,
    active,
    payload,
    connections: maxAllowedConnections,
    seconds: slaInSeconds,
    headers: Object.entries(webHookHeaders).map(([header, value]) => ({ name: header, value })),
  };
}

/** The whole body: the API takes no parts, and what it does not get it sets to its default. Headers without a name are left out. */
export function webhookBodyOf({ name, url, active, payload, connections, seconds, headers }: WebhookDraft) {
  return {
    name: name.trim(),
    active,
    eventNames: [EVENT],
    webHookType: 'HTTP',
    methodType: 'POST',
    webHookUrl: url.trim(),
    webHookHeaders: Object.fromEntries(
      headers.filter((header) => header.name.trim() !== '').map((header) => [header.name.trim(), header.value]),
    ),
    ...(connections !== '' && { maxAllowedConnections: connections }),
    ...(seconds !== '' && { slaInSeconds: seconds }),
    payload,
  };
}

/** What of a webhook others can change, to tell whether they have. */
export function settingsText(webhook: WebhookView): string {
  return JSON.stringify([webhookDraftOf(webhook), webhook.disabledAt]);
}

/** What keeps it from being sent, for the field that it is about. */
export function webhookProblems({ name, url }: WebhookDraft): { readonly name?: string; readonly url?: string } {
  return {
    ...(name.trim() === '' && { name: 'Give it a name.' }),
    ...(!URL.canParse(url.trim()) && { url: 'Expected a URL such as https://crm.example.com/hooks.' }),
  };
}
