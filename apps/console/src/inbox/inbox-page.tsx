import './inbox.css';
import { ActionIcon, Alert, Text, Tooltip } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { DecisionDialog } from '../request/decision-dialog';
import { SentPanel } from '../request/sent-panel';
import { AtTheBottom } from './at-the-bottom';
import { BulkBar } from './bulk-bar';
import { EmptyList } from './empty-list';
import { FilterBar } from './filter-bar';
import { KeysDialog } from './keys-dialog';
import { NewsBar } from './news-bar';
import { Pager } from './pager';
import { RequestTable, TableSkeleton } from './request-table';
import { TypeChips } from './type-chips';
import { useInbox } from './use-inbox';
import { ViewTabs } from './view-tabs';
import { OutsideText } from '../display/outside-text';

/** What waits for a checker, and every other list of requests. */
export function InboxPage() {
  const inbox = useInbox();
  const { person, at, live, decisions, keysShown, keys } = inbox;
  const { filters, orgId } = at.place;
  const { asked } = decisions;
  return (
    <>
      <PageTitle title="Inbox" actions={<Actions onSkip={inbox.toList} onKeys={keys.open} />} />
      <ViewTabs
        key={person.id}
        userId={person.id}
        address={at.address}
        isSought={filters.customer !== '' || filters.reference !== ''}
        onView={(search) => void at.goToView(search)}
      />
      <FilterBar key={`filters of ${person.id}`} filters={filters} problems={at.place.problems} onApply={inbox.filterBy} />
      <TypeChips
        orgId={orgId}
        filters={filters}
        page={live.list.isPlaceholderData ? undefined : live.list.data}
        onType={(type) => void inbox.filterBy({ ...filters, type })}
        onOldest={inbox.showOldest}
      />
      <NewsBar
        live={live.live}
        arrived={live.marks.arrived.size}
        changed={live.marks.changed.size}
        busy={live.list.isFetching && !live.list.isPending}
        onNew={inbox.showNew}
        onRefresh={() => void live.show()}
      />
      <Listed inbox={inbox} />
      <AtTheBottom>
        <SentPanel person={person} />
        <BulkBar requests={[...decisions.selection.values()]} onDecide={decisions.ask} onClear={decisions.clear} />
      </AtTheBottom>
      {asked && <DecisionDialog {...asked} onClose={inbox.closeDialog} onSend={inbox.sendAndClose} />}
      {keysShown && <KeysDialog onClose={keys.close} />}
    </>
  );
}

/** The list itself, in whichever state it is. */
function Listed({ inbox }: { readonly inbox: ReturnType<typeof useInbox> }) {
  const { person, at, live, decisions, requests, row } = inbox;
  const { list } = live;
  const { filters } = at.place;
  if (at.place.problems.length > 0)
    return (
      <Alert role="alert" color="red" variant="light" title="This list cannot be shown as it was asked for">
        {at.place.problems.map(({ name, words }) => (
          <Text key={name} size="sm">
            <OutsideText>{words}</OutsideText>
          </Text>
        ))}
      </Alert>
    );
  if (list.isPending) return <TableSkeleton />;
  if (!list.data) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data.warnings?.map(({ message }) => (
        <Alert key={message} color="yellow" variant="light" p="xs" mb="xs">
          <OutsideText>{message}</OutsideText>
        </Alert>
      ))}
      {requests.length === 0 ? (
        <EmptyList filters={filters} onClear={inbox.showAll} />
      ) : (
        <div className="inbox-box" data-stale={list.isPlaceholderData || undefined}>
          <RequestTable
            requests={requests}
            person={person}
            selection={decisions.selection}
            beingSent={decisions.beingSent}
            changed={live.marks.changed}
            current={row.current}
            order={filters.sort}
            onOrder={(sort) => void inbox.filterBy({ ...filters, sort })}
            onSelect={decisions.select}
            onSelectAll={decisions.selectAll}
            onCurrent={inbox.onCurrent}
            onDecide={decisions.ask}
          />
        </div>
      )}
      <Pager page={list.data} pageNumber={at.pageNumber} onTurn={(cursor) => void at.turnTo(cursor)} />
    </>
  );
}

/** What follows the heading: the way past views and filters, and the keys. */
function Actions({ onSkip, onKeys }: { readonly onSkip: () => void; readonly onKeys: () => void }) {
  return (
    <>
      <button type="button" className="skip-link" onClick={onSkip}>
        Skip to the list
      </button>
      <Tooltip label="Keys (?)">
        <ActionIcon variant="subtle" color="gray" aria-label="Show the keys of the inbox" onClick={onKeys}>
          <Keyboard size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
