import { PROBLEM_CATALOGUE } from '../../src/platform/http/problem-catalogue';
import type { FuzzedCall } from './fuzzed-calls';

export interface FuzzedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What would tell a stranger how the inside looks. */
const INSIDES: readonly RegExp[] = [
  /\bat \S+ \(?\S+:\d+:\d+/,
  /node_modules|\bnode:internal|\/(?:src|dist|apps|libs)\//,
  /\.(?:ts|js):\d+/,
  /\b(?:select|insert into|update|delete from|violates|duplicate key|syntax error|invalid input syntax|relation|constraint)\b/i,
  /ECONN|EPIPE|postgres|redis|ZodError|TypeError|RangeError|SyntaxError|FST_ERR/i,
  /\[object \w+\]|(?<!received )\b(?:undefined|NaN)\b|Unexpected token/,
];
const KNOWN = new Set(Object.values(PROBLEM_CATALOGUE).map(({ code, status }) => `${status} ${code}`));
const ERROR_KEYS = ['code', 'message', 'reference'];

/** Everything that is wrong with how a call was answered; empty when nothing is. */
export function flawsOf(call: FuzzedCall, answer: FuzzedAnswer, foreignMarks: readonly string[]): readonly string[] {
  const sent = [call.url, readable(call.url), JSON.stringify(call.headers), String(call.body ?? '')].join('\n');
  const flaws = [
    ...(answer.status >= 500 ? [`answered ${answer.status}`] : []),
    ...(/^[0-9a-f]{32}$/.test(String(answer.headers['x-cap-request-id'])) ? [] : ['no trace id']),
    ...foreignMarks.filter((mark) => answer.text.includes(mark)).map((mark) => `shows ${mark} of another org`),
  ];
  return answer.status < 400 ? flaws : [...flaws, ...insidesIn(answer.text, sent), ...envelopeFlaws(call, answer)];
}

/** Beside what the caller sent: names of unknown fields are told back. */
function insidesIn(text: string, sent: string): readonly string[] {
  const told = INSIDES.map((inside) => inside.exec(text)?.[0]).filter((found) => found !== undefined);
  return told.filter((found) => !sent.toLowerCase().includes(found.toLowerCase())).map((found) => `tells of the inside: ${found}`);
}

function envelopeFlaws({ operation }: FuzzedCall, { status, headers, text }: FuzzedAnswer): readonly string[] {
  if (!String(headers['content-type']).startsWith('application/json')) return ['is not JSON'];
  const { data, errors, warnings, ...more } = JSON.parse(text) as Record<string, unknown>;
  const isEnvelope = data === null && warnings === null && Object.keys(more).length === 0 && Array.isArray(errors) && errors.length > 0;
  if (!isEnvelope) return ['is not the envelope of an error'];
  const noSuchRoute = status === 404 && text.includes('"code":2108,');
  return [
    ...(errors as Record<string, unknown>[]).flatMap((error) => errorFlaws(status, error)),
    ...(noSuchRoute || documented(operation.responses, status, errors as { code: number }[])
      ? []
      : ['status or code is not in the API description']),
  ];
}

function errorFlaws(status: number, error: Record<string, unknown>): readonly string[] {
  const { code, message, reference } = error;
  return [
    ...(Object.keys(error).toSorted().join() === ERROR_KEYS.join() ? [] : ['an error has other fields']),
    ...(KNOWN.has(`${status} ${String(code)}`) ? [] : [`code ${String(code)} does not go with ${status}`]),
    ...(typeof message === 'string' && /^\S[^]*\.$/.test(message) ? [] : ['a message is no sentence']),
    ...(reference === null || typeof reference === 'string' ? [] : ['a reference is no text']),
  ];
}

function documented(responses: Readonly<Record<string, unknown>>, status: number, errors: readonly { readonly code: number }[]): boolean {
  const text = JSON.stringify(responses[String(status)] ?? '');
  return errors.every(({ code }) => text.includes(`"code":${code},`));
}

/** The URL as a person reads it; a broken escape stays as it is. */
function readable(url: string): string {
  return url.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
