import { List } from '@mantine/core';
import type { RequestView } from '../api/request-view';
import { RequestLink } from '../display/request-link';
import { wordsForState } from '../display/state-badge';
import { Panel } from './panel';

/** What this request came from, and what came of it. */
export function LinksPanel({ request: { details } }: { readonly request: RequestView }) {
  const { resubmissionOf, resubmittedAs, replayOf, replays = [] } = details;
  const links = [
    resubmissionOf !== undefined && { requestId: resubmissionOf, words: 'Asks again for what came to nothing before' },
    resubmittedAs !== undefined && { requestId: resubmittedAs, words: 'Was asked for again' },
    replayOf !== undefined && { requestId: replayOf, words: 'An operator’s second try of one that had failed' },
    ...replays.map(({ requestId, state }) => ({ requestId, words: `An operator tried it again: ${wordsForState(state).toLowerCase()}` })),
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <Panel title="Before and after">
      <List size="sm">
        {links.map(({ requestId, words }) => (
          <List.Item key={requestId}>
            <RequestLink requestId={requestId}>{words}</RequestLink>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
