import { List, Text } from '@mantine/core';
import type { RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { countOf } from '../display/numbers';
import { LookTwice } from './look-twice';

const MOST_NAMED = 5;

const wasMakerRevoked = ({ state, details }: RequestView): boolean =>
  state === 'AdminTask' && (details.approval.warnings?.includes('maker-revoked') ?? false);

/** Warns in a decision on one request or on many that their makers lost their rights after they asked. Empty where none did. */
export function MakerRevokedNote({ requests }: { readonly requests: readonly RequestView[] }) {
  const found = requests.filter(wasMakerRevoked);
  if (found.length === 0) return null;
  if (requests.length === 1)
    return (
      <LookTwice title="Maker revoked">
        <Text size="sm">Whoever asked for this was revoked after that. Make sure that it is still wanted.</Text>
      </LookTwice>
    );
  return (
    <LookTwice title={`Maker revoked: ${countOf(found.length, 'request')} of ${requests.length}`}>
      <List size="sm">
        {found.slice(0, MOST_NAMED).map(({ requestId, details: { summary } }) => (
          <List.Item key={requestId}>{shortLine(summary.line, summary.customer)}</List.Item>
        ))}
      </List>
      {found.length > MOST_NAMED && <Text size="sm">And {found.length - MOST_NAMED} more.</Text>}
    </LookTwice>
  );
}

/** In the second line of a row of the inbox, which it makes no higher. */
export function MakerRevokedMark({ request }: { readonly request: RequestView }) {
  if (!wasMakerRevoked(request)) return null;
  return (
    <Text span inherit fw={650} c="orange" title="Whoever asked for this was revoked after that.">
      {'Maker revoked · '}
    </Text>
  );
}
