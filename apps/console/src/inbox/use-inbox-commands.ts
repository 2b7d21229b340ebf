import { useNavigate } from '@tanstack/react-router';
import type { RequestView, Verdict } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import { SEARCH_FIELD } from './filter-bar';
import type { KeyCommand } from './keys';
import type { useCurrentRow } from './use-current-row';
import type { useDecisions } from './use-decisions';
import { useInboxKeys } from './use-inbox-keys';
import { IS_READ, NO_ROW } from './why-not';

interface Inbox {
  readonly requests: readonly RequestView[];
  readonly row: ReturnType<typeof useCurrentRow>;
  readonly decisions: ReturnType<typeof useDecisions>;
  /** Whether the list is not there yet, or still another one than what was asked for. */
  readonly isPending: boolean;
  readonly onHelp: () => void;
  readonly onRefresh: () => void;
  readonly onNews: () => void;
  /** @returns whether there is such a page */
  readonly onPage: (to: 'next' | 'previous') => boolean;
}

/**
 * What the keys of the list do. A key that can do nothing says why.
 * @returns what leads to the row that keys act upon, or to the first one
 */
export function useInboxCommands(inbox: Inbox): () => void {
  const { requests, row, decisions, isPending } = inbox;
  const navigate = useNavigate();
  const current = requests.find(({ requestId }) => requestId === row.current);
  const step = (by: 1 | -1): void => {
    if (isPending) return sayWhyNot(IS_READ);
    const next = row.nextTo(by);
    if (next === undefined) sayWhyNot('The list is empty.');
    else if (next === row.current) sayWhyNot(`This is the ${by === 1 ? 'last' : 'first'} request on this page.`);
    decisions.moved();
    row.goTo(next);
  };
  const open = ({ requestId }: RequestView): void => void navigate({ to: '/requests/$requestId', params: { requestId } });
  const whyNoRow = isPending ? IS_READ : current ? undefined : NO_ROW;
  const withCurrent = (act: (request: RequestView) => void): void => {
    if (whyNoRow !== undefined || !current) sayWhyNot(whyNoRow ?? NO_ROW);
    else act(current);
  };
  const decide = (verdict: Verdict): string | undefined => {
    const isOnMarks = decisions.selection.size > 0;
    const why = isOnMarks ? undefined : (decisions.lapse ?? whyNoRow);
    if (why === undefined) return decisions.ask(verdict, isOnMarks ? undefined : current);
    sayWhyNot(why);
    return why;
  };
  const turn = (to: 'next' | 'previous'): void => {
    // Which page comes next is known only when this one is there.
    if (isPending && to === 'next') sayWhyNot(IS_READ);
    else if (!inbox.onPage(to)) sayWhyNot(`This is the ${to === 'next' ? 'last' : 'first'} page.`);
  };
  const acts: Readonly<Record<Exclude<KeyCommand, Verdict>, () => void>> = {
    next: () => step(1),
    previous: () => step(-1),
    select: () => withCurrent(decisions.select),
    open: () => withCurrent(open),
    search: () => document.getElementById(SEARCH_FIELD)?.focus(),
    help: inbox.onHelp,
    clear: decisions.clear,
    refresh: inbox.onRefresh,
    news: inbox.onNews,
    'next-page': () => turn('next'),
    'previous-page': () => turn('previous'),
  };
  useInboxKeys((command) => {
    if (isVerdict(command)) return decide(command);
    acts[command]();
    return undefined;
  });
  return () => (row.current === undefined ? step(1) : row.goTo(row.current));
}

function isVerdict(command: KeyCommand): command is Verdict {
  return command === 'approved' || command === 'rejected' || command === 'sent-back';
}
