import { currentSession, endSession } from '../signed-in/session-store';
import { CallFailed, type Problem } from './problem';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Undefined and empty values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** How long an answer is waited for, where that is longer than usual. */
  readonly patienceMs?: number;
  /** The answer is no envelope with `data` in it. */
  readonly bare?: boolean;
}

/** So long an answer is waited for. The gateway itself waits 5 s for the outcome of what was approved at once. */
const PATIENCE_MS = 15_000;
const TOKEN_HEADER = 'X-CAP-UI-AUTH-TOKEN';

/**
 * Calls the gateway as the person who is signed in.
 * @returns the JSON of the answer
 * @throws CallFailed for anything but a success; a token that is refused ends the session
 */
export async function call<Answer>(path: string, asked: Call = {}): Promise<Answer> {
  return (await callForText(path, asked)).answer as Answer;
}

interface Answered {
  readonly answer: unknown;
  readonly text: string;
  /** The call had been answered before: it did nothing this time. */
  readonly isReplay: boolean;
}

/** The same with the text of the answer beside it: numbers lose their spelling when they are parsed. */
export async function callForText(path: string, asked: Call = {}): Promise<Answered> {
  const { method = 'GET', body, query = {}, headers, signal, patienceMs = PATIENCE_MS, bare = false } = asked;
  const patience = AbortSignal.timeout(patienceMs);
  const signed = signedHeaders();
  const { response, text } = await received(`${path}${search(query)}`, {
    method,
    headers: { ...signed, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
    cache: 'no-store',
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new CallFailed(0, [], { isTimeout: patience.aborted });
  });
  const answer = parsed(text);
  if (response.ok && (bare ? answer !== undefined : hasData(answer)))
    return { answer, text, isReplay: response.headers.get('idempotent-replayed') === 'true' };
  // A late refusal of an older token says nothing about the one that is in use since.
  if (response.status === 401 && signed[TOKEN_HEADER] === currentSession()?.token) endSession('expired');
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || undefined;
  throw new CallFailed(response.status, problemsIn(answer), { retryAfterSeconds });
}

/** An answer that breaks off is none. */
async function received(url: string, init: RequestInit): Promise<{ readonly response: Response; readonly text: string }> {
  const response = await fetch(url, init);
  return { response, text: await response.text() };
}

/** Who calls, and in which org. */
export function signedHeaders(): Record<string, string> {
  const session = currentSession();
  return session ? { [TOKEN_HEADER]: session.token, 'X-CAP-API-AUTH-ORG-ID': String(session.orgId) } : {};
}

/** What lies between this page and the gateway answers in its own way: only what reads as an answer of the gateway is taken for one. */
function hasData(answer: unknown): boolean {
  const data = (answer as { data?: unknown } | null | undefined)?.data;
  return typeof data === 'object' && data !== null;
}

/** The same of a refusal. */
function problemsIn(answer: unknown): Problem[] {
  const errors = (answer as { errors?: unknown } | null | undefined)?.errors;
  return (Array.isArray(errors) ? (errors as Partial<Problem | null>[]) : []).flatMap((error) => {
    const { code, message, reference } = error ?? {};
    if (typeof code !== 'number' || typeof message !== 'string') return [];
    return [{ code, message, ...(typeof reference === 'string' && { reference }) }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function search(query: NonNullable<Call['query']>): string {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(filled.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
