import { type Problem, withUnseenSpelled } from '@countersign/contract';
import { type EndpointSettings, WorkflowError } from '@countersign/engine';
import { jsonPointer } from '@countersign/json-text';
import { webhookHeaderProblem, webhookUrlProblem } from '@countersign/webhooks';
import type { WebhookBody } from './webhook-body';

/** What a stored header value is shown as. */
export const MASKED = '****';
/** Of a name that is none of a header. */
const MOST_SHOWN = 100;

type Headers = Readonly<Record<string, string>>;

/**
 * The settings that a body asks for; a header value that comes back masked keeps the stored one.
 * @throws WorkflowError for a URL or headers that must not be sent to
 */
export function endpointSettings(body: WebhookBody, allowLoopback: boolean, stored: Headers = {}): EndpointSettings {
  const headers = unmasked(body.webHookHeaders, stored);
  const [first, ...others] = [...urlProblems(body.webHookUrl, allowLoopback), ...headerProblems(headers)];
  if (first) throw new WorkflowError([first, ...others]);
  return {
    name: body.name,
    url: body.webHookUrl,
    active: body.active,
    eventNames: body.eventNames,
    payload: body.payload,
    headers,
    maxConnections: body.maxAllowedConnections,
    slaSeconds: body.slaInSeconds,
  };
}

/** The value of a header, in whatever case its name is written; none for the names that every object has. */
export function headerIn(headers: Headers, name: string): string | undefined {
  return Object.entries(headers).find(([stored]) => isSameHeader(stored, name))?.[1];
}

function unmasked(headers: Headers, stored: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === MASKED ? (headerIn(stored, name) ?? value) : value]),
  );
}

function urlProblems(url: string, allowLoopback: boolean): Problem[] {
  const problem = webhookUrlProblem(url, { allowLoopback });
  return problem === undefined ? [] : [refused(`Field webHookUrl ${problem}.`, ['webHookUrl'])];
}

function headerProblems(headers: Headers): Problem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const problem = headerProblem(headers, name, value);
    const shown = withUnseenSpelled(name.slice(0, MOST_SHOWN));
    return problem === undefined ? [] : [refused(`Header ${shown} of webHookHeaders ${problem}.`, ['webHookHeaders', name])];
  });
}

function headerProblem(headers: Headers, name: string, value: string): string | undefined {
  const first = Object.keys(headers).find((other) => isSameHeader(other, name));
  if (first !== name) return 'stands twice, in another case';
  return value === MASKED ? 'is masked, and no value is stored for it' : webhookHeaderProblem(name, value);
}

function isSameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function refused(message: string, path: readonly string[]): Problem {
  return { kind: 'invalid-payload', message, reference: jsonPointer(path) };
}
