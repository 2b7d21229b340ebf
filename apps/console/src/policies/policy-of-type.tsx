import { Button, Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { ConfirmDialog } from '../display/confirm-dialog';
import { Failure } from '../display/failure';
import { ActivePolicyPanel } from './active-policy-panel';
import type { PolicyHistory, PolicySettings } from './policy';
import { policyQuery } from './policy-queries';
import { PolicyWorkbench } from './policy-workbench';
import { usePolicyDraft } from './use-policy-draft';
import { VersionHistory } from './version-history';
import { WaitingProposals } from './waiting-proposals';

/** The policy of one type: what holds, what waits for a second person, a draft with its simulation, and how it came to it. */
export function PolicyOfType({ type }: { readonly type: RequestTypeDescription }) {
  const history = useInfiniteQuery(policyQuery(type.name));
  if (history.isPending) return <Skeleton height={320} />;
  if (history.isError) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  const { pages } = history.data;
  const [newest] = pages;
  if (!newest) return null;
  return (
    <Shown
      type={type}
      history={{ ...newest.data, versions: pages.flatMap(({ data }) => data.versions) }}
      older={
        history.hasNextPage && (
          <Button variant="default" mt="xs" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Show older versions
          </Button>
        )
      }
    />
  );
}

interface ShownProps {
  readonly type: RequestTypeDescription;
  readonly history: PolicyHistory;
  /** The button that brings older versions, while there are some. */
  readonly older: ReactNode;
}

function Shown({ type, history: { active, proposals, versions }, older }: ShownProps) {
  const draft = usePolicyDraft(type.name, active);
  // What is asked about before it takes the place of a draft that somebody has worked on.
  const [next, setNext] = useState<{ readonly begin: () => void }>();
  const unlessLost = (begin: () => void): void => (draft.isTouched ? setNext({ begin }) : begin());
  const tryAsDraft = (from: PolicySettings): void => unlessLost(() => draft.beginWith(from));
  return (
    <Stack gap="lg">
      <ActivePolicyPanel active={active} kind={type} />
      <WaitingProposals type={type} active={active} proposals={proposals} onTry={tryAsDraft} />
      <PolicyWorkbench key={draft.times} type={type} active={active} draft={draft} onStartOver={() => unlessLost(draft.startOver)} />
      <div>
        <VersionHistory versions={versions} kind={type} onTry={tryAsDraft} />
        {older}
      </div>
      <ConfirmDialog
        opened={next !== undefined}
        title="Discard your draft?"
        confirm="Discard it"
        onConfirm={() => {
          next?.begin();
          setNext(undefined);
        }}
        onClose={() => setNext(undefined)}
      >
        What you have changed in it is lost.
      </ConfirmDialog>
    </Stack>
  );
}
