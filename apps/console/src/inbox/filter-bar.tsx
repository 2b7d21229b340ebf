import { Button, Collapse, Grid, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { requestTypesQuery } from '../api/request-types';
import { type State, STATES } from '../api/request-view';
import { wordsForState } from '../display/state-badge';
import { ownZone } from '../display/times';
import { type Filters, narrowings, ORDERS, PLACES } from './filters';

export const SEARCH_FIELD = 'inbox-search';

const ORDER_WORDS = { newest: 'Newest first', oldest: 'Oldest first', 'ended-last': 'Ended last', 'ended-first': 'Ended first' } as const;
const PLACE_WORDS = { conceptId: 'Concept id', zoneId: 'Zone id', storeId: 'Store id', tillId: 'Till id' } as const;
const DIGITS = String.raw`\d{1,20}`;

interface Props {
  readonly filters: Filters;
  readonly onApply: (filters: Filters) => void;
}

/** Everything that the list can be narrowed by. What is typed is applied as a whole, when the person says so. */
export function FilterBar({ filters, onApply }: Props) {
  const [opened, { toggle }] = useDisclosure(hiddenNarrowings(filters) > 0);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onApply({ ...filters, ...typedIn(new FormData(event.currentTarget)) });
  };
  return (
    <form onSubmit={submit} key={JSON.stringify(filters)} role="search" aria-label="Filter the requests">
      <Group gap="xs" align="flex-end" mb="xs">
        <UsualFilters filters={filters} onApply={onApply} />
        <Button type="submit" size="xs">
          Filter
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<ListFilter size={14} aria-hidden />}
          aria-expanded={opened}
          aria-controls="more-filters"
          onClick={toggle}
        >
          More filters
        </Button>
        {narrowings(filters) > 0 && (
          <Button size="xs" variant="subtle" onClick={() => onApply({ ...filters, ...typedIn(new FormData()), zone: '' })}>
            Clear filters
          </Button>
        )}
      </Group>
      <Collapse expanded={opened} id="more-filters">
        <MoreFilters filters={filters} onApply={onApply} />
      </Collapse>
    </form>
  );
}

function UsualFilters({ filters, onApply }: Props) {
  return (
    <>
      <TextInput
        id={SEARCH_FIELD}
        name="customer"
        label="Customer"
        placeholder="Exactly as asked for"
        size="xs"
        defaultValue={filters.customer}
        autoComplete="off"
      />
      <TextInput name="reference" label="Reference" placeholder="Exactly" size="xs" defaultValue={filters.reference} autoComplete="off" />
      <TextInput
        name="maker"
        label="Maker’s id"
        placeholder="Number"
        size="xs"
        w={110}
        inputMode="numeric"
        pattern={DIGITS}
        defaultValue={filters.maker}
      />
      <Select
        label="Order"
        size="xs"
        w={135}
        allowDeselect={false}
        data={ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))}
        value={filters.sort}
        onChange={(value) => onApply({ ...filters, sort: ORDERS.find((order) => order === value) ?? 'newest' })}
      />
    </>
  );
}

function MoreFilters({ filters, onApply }: Props) {
  const { data: types = [] } = useQuery(requestTypesQuery);
  const zone = filters.zone === 'UTC' ? 'UTC' : ownZone();
  const span = { base: 6, sm: 4, md: 2 };
  return (
    <Grid gap="xs" mb="sm">
      <Grid.Col span={{ base: 12, sm: 6, md: 4 }}>
        <Select
          label="Type"
          size="xs"
          placeholder="Any"
          clearable
          data={types.map(({ type, title }) => ({ value: type, label: title }))}
          value={filters.type === '' ? null : filters.type}
          onChange={(type) => onApply({ ...filters, type: type ?? '' })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6, md: 4 }}>
        <MultiSelect
          label="How it stands"
          size="xs"
          placeholder={filters.states.length === 0 ? 'Any' : ''}
          clearable
          data={STATES.map((value) => ({ value, label: wordsForState(value) }))}
          value={[...filters.states]}
          onChange={(states) =>
            onApply({ ...filters, states: states.filter((state): state is State => STATES.some((known) => known === state)) })
          }
        />
      </Grid.Col>
      <Grid.Col span={span}>
        <TextInput name="checker" label="Checker’s id" size="xs" inputMode="numeric" pattern={DIGITS} defaultValue={filters.checker} />
      </Grid.Col>
      <Grid.Col span={span}>
        <TextInput name="from" label={`From (${zone})`} type="date" size="xs" defaultValue={filters.from} />
      </Grid.Col>
      <Grid.Col span={span}>
        <TextInput name="to" label={`To (${zone})`} type="date" size="xs" defaultValue={filters.to} />
      </Grid.Col>
      {PLACES.map((name) => (
        <Grid.Col span={span} key={name}>
          <TextInput name={name} label={PLACE_WORDS[name]} size="xs" inputMode="numeric" pattern={DIGITS} defaultValue={filters[name]} />
        </Grid.Col>
      ))}
    </Grid>
  );
}

function typedIn(form: FormData) {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    customer: text('customer'),
    reference: text('reference'),
    maker: text('maker'),
    checker: text('checker'),
    from: text('from'),
    to: text('to'),
    conceptId: text('conceptId'),
    zoneId: text('zoneId'),
    storeId: text('storeId'),
    tillId: text('tillId'),
  };
}

function hiddenNarrowings(filters: Filters): number {
  return narrowings({ ...filters, customer: '', reference: '', maker: '' });
}
