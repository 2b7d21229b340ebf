import { List, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { idsOf, type RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { countOf } from '../display/numbers';
import { RequestLink } from '../display/request-link';
import { Age } from '../display/times';
import { LookTwice, MOST_LINES } from './look-twice';
import { lookUpNow, lookUpQuery, type UsedBefore } from './look-up-query';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, NOT_LOOKED_UP_WORDS, usedBeforeWords } from './used-before-words';
import { warningMark } from './warning-watch';

/** Says in a decision on one request or on many, while they wait, whether the same was asked for before, and that it is being looked up. */
export function UsedBeforeNote({ requests }: { readonly requests: readonly RequestView[] }) {
  const waiting = requests.filter(({ state }) => state === 'AdminTask');
  const answers = useQueries({ queries: waiting.map(({ requestId }) => lookUpNow(requestId)) });
  const found = waiting.flatMap((request, index) => {
    const uses = answers[index]?.data?.uses ?? [];
    return uses.length > 0 ? [{ request, uses }] : [];
  });
  const unknown = waiting.filter((_, index) => answers[index]?.isError);
  if (waiting.length === 0) return null;
  if (found.length === 0 && unknown.length === 0)
    return (
      <Text size="sm" c="dimmed" role="status">
        {answers.every(({ isFetchedAfterMount }) => isFetchedAfterMount)
          ? 'No request for the same has taken effect before, or still may.'
          : 'Looking up whether the same was asked for before…'}
      </Text>
    );
  return (
    <>
      {unknown.length > 0 && (
        <div {...warningMark(idsOf(unknown), COULD_NOT_BE_LOOKED_UP)}>
          <LookTwice title={NOT_LOOKED_UP_WORDS} />
        </div>
      )}
      {found.length > 0 && <Found found={found} of={requests.length} />}
    </>
  );
}

interface EarlierUsesOf {
  readonly request: RequestView;
  readonly uses: readonly UsedBefore[];
}

function Found({ found, of }: { readonly found: readonly EarlierUsesOf[]; readonly of: number }) {
  const isOne = of === 1;
  return (
    <LookTwice title={isOne ? 'Asked for before' : `Asked for before: ${countOf(found.length, 'request')} of ${of}`}>
      <List size="sm">
        {found.map(({ request: { requestId, details }, uses }) => {
          const names = namesOfUses(uses);
          return (
            <List.Item key={requestId}>
              {!isOne && (
                <Text inherit lineClamp={MOST_LINES} {...warningMark([requestId], names[0] ?? '', 'line')}>
                  {`${shortLine(details.summary.line, details.summary.customer)}:`}
                </Text>
              )}
              {uses.map((use, at) => (
                <div key={use.requestId ?? at} {...warningMark([requestId], names[at] ?? '')}>
                  <EarlierUse use={use} />
                </div>
              ))}
            </List.Item>
          );
        })}
      </List>
    </LookTwice>
  );
}

/** In the second line of a row of the inbox, which it makes no higher. */
export function UsedBeforeMark({ request: { requestId, state } }: { readonly request: RequestView }) {
  const { data } = useQuery({ ...lookUpQuery(requestId), enabled: state === 'AdminTask' });
  const uses = data?.uses ?? [];
  const [first] = uses;
  if (!first || state !== 'AdminTask') return null;
  return (
    <Text span inherit fw={650} c="orange" title={uses.map((use) => `${usedBeforeWords(use)}.`).join(' ')}>
      {uses.some((use) => use.state === 'approved') ? 'Executed before' : markOf(first)} ·{' '}
    </Text>
  );
}

function markOf({ sameBy }: UsedBefore): string {
  return sameBy === 'reference' ? 'Reference used before' : 'Submitted before';
}

function EarlierUse({ use }: { readonly use: UsedBefore }) {
  const words = usedBeforeWords(use);
  if (use.requestId === undefined || use.createdAt === undefined) return <>{words}.</>;
  return (
    <>
      <RequestLink requestId={use.requestId}>{words}</RequestLink> (<Age at={use.createdAt} size="sm" />)
    </>
  );
}
