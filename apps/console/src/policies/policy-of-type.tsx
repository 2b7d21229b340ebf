import { Button, Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { Failure } from '../display/failure';
import { ActivePolicyPanel } from './active-policy-panel';
import type { PolicyHistory, PolicySettings } from './policy';
import { policyQuery } from './policy-queries';
import { type DraftBeginning, PolicyWorkbench } from './policy-workbench';
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
  // What the draft began with: the active policy, or a proposal or an older version that somebody wants to try.
  const [begun, setBegun] = useState<DraftBeginning>({ from: active, basedOn: active.version, times: 0 });
  const beginWith = (from: PolicySettings) => setBegun(({ times }) => ({ from, basedOn: active.version, times: times + 1 }));
  return (
    <Stack gap="lg">
      <ActivePolicyPanel active={active} kind={type} />
      <WaitingProposals type={type} active={active} proposals={proposals} onTry={beginWith} />
      <PolicyWorkbench key={begun.times} type={type} active={active} begun={begun} onStartOver={() => beginWith(active)} />
      <div>
        <VersionHistory versions={versions} kind={type} onTry={beginWith} />
        {older}
      </div>
    </Stack>
  );
}
