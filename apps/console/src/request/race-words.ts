import type { DecisionView, RequestView, Verdict } from '../api/request-view';
import { isolated } from '../display/visible-text';

const DONE: Readonly<Record<Verdict, string>> = { approved: 'approved it', rejected: 'rejected it', 'sent-back': 'sent it back' };

/** `Chris Checker approved it` or `You approved it`. */
export function decisionInWords({ checkerId, checkerName, decision }: DecisionView, viewerId: number): string {
  return `${checkerId === viewerId ? 'You' : isolated(checkerName)} ${DONE[decision]}`;
}

/** Who was faster and how, for a checker whose decision came too late. */
export function whoWasFaster(request: RequestView, viewerId: number): string {
  const { decisions } = request.details;
  const [own, last] = [decisions.findLast(({ checkerId }) => checkerId === viewerId), decisions.at(-1)];
  if (request.state === 'AdminTask') return own ? 'You have approved this already: it takes another checker now.' : 'It still waits.';
  if (own) return `${decisionInWords(own, viewerId)} before; this decision changed nothing.`;
  if (request.state === 'withdrawn') return `${isolated(request.userName)} took the request back before you decided.`;
  if (request.state === 'expired') return 'Its time was over before you decided: it has expired.';
  return last ? `${decisionInWords(last, viewerId)} before you did. Your decision was not counted.` : 'It no longer waits for a checker.';
}

/** Who ended the wait while somebody looked; undefined while it goes on. */
export function whoDecidedMeanwhile(request: RequestView, viewerId: number): string | undefined {
  if (request.state === 'AdminTask') return undefined;
  if (request.state === 'withdrawn')
    return request.userId === viewerId ? undefined : `${isolated(request.userName)} took the request back while you looked at it.`;
  if (request.state === 'expired') return 'It has expired while you looked at it.';
  const last = request.details.decisions.at(-1);
  return last && last.checkerId !== viewerId ? `${decisionInWords(last, viewerId)} while you looked at it.` : undefined;
}
