import { useNavigate } from '@tanstack/react-router';
import type { RequestView } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import { SEARCH_FIELD } from './filter-bar';
import { type KeyCommand, stepTo } from './keys';
import type { useCurrentRow } from './use-current-row';
import type { useDecisions } from './use-decisions';
import { useInboxKeys } from './use-inbox-keys';
import { NO_ROW } from './why-not';

interface Inbox {
  readonly requests: readonly RequestView[];
  readonly row: ReturnType<typeof useCurrentRow>;
  readonly decisions: ReturnType<typeof useDecisions>;
  /** Whether the list is not there yet. */
  readonly isPending: boolean;
  readonly onHelp: () => void;
}

/**
 * What the keys of the list do. A key that can do nothing says why.
 * @returns what leads to the row that keys act upon, or to the first one
 */
export function useInboxCommands({ requests, row, decisions, isPending, onHelp }: Inbox): () => void {
  const navigate = useNavigate();
  const current = requests.find(({ requestId }) => requestId === row.current);
  const step = (by: 1 | -1): void => {
    const next = stepTo(
      requests.map(({ requestId }) => requestId),
      row.current,
      by,
    );
    if (next === undefined) sayWhyNot(isPending ? 'The requests are still being read.' : 'The list is empty.');
    else if (next === row.current) sayWhyNot(`This is the ${by === 1 ? 'last' : 'first'} request on this page.`);
    row.goTo(next);
  };
  const open = ({ requestId }: RequestView): void => void navigate({ to: '/requests/$requestId', params: { requestId } });
  const withCurrent = (act: (request: RequestView) => void): void => (current ? act(current) : sayWhyNot(NO_ROW));
  useInboxKeys((command: KeyCommand) => {
    switch (command) {
      case 'next':
      case 'previous':
        return step(command === 'next' ? 1 : -1);
      case 'select':
        return withCurrent(decisions.select);
      case 'open':
        return withCurrent(open);
      case 'search':
        return document.getElementById(SEARCH_FIELD)?.focus();
      case 'help':
        return onHelp();
      case 'clear':
        return decisions.clear();
      case 'approved':
      case 'rejected':
      case 'sent-back':
        return decisions.selection.size > 0 ? decisions.ask(command) : withCurrent((request) => decisions.ask(command, request));
    }
  });
  return () => (row.current === undefined ? step(1) : row.goTo(row.current));
}
