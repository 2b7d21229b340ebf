import { Button, Collapse, Grid, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { type ChangeEvent, type SyntheticEvent, useState } from 'react';
import { requestTypesQuery } from '../api/request-types';
import { type State, STATES } from '../api/request-view';
import { wordsForState } from '../display/state-badge';
import { ownZone } from '../display/times';
import { type FilterProblem, filterProblems } from './filter-problems';
import { type Filters, narrowings, ORDERS, PLACE_WORDS, PLACES, writeSearch } from './filters';
import { NOTHING_SOUGHT, type Typed, type TypedName, withoutApplied, withTyped } from './typed-filters';

export const SEARCH_FIELD = 'inbox-search';

const ORDER_WORDS = { newest: 'Newest first', oldest: 'Oldest first', 'ended-last': 'Ended last', 'ended-first': 'Ended first' } as const;

interface Props {
  readonly filters: Filters;
  /** Of the filters that are on. */
  readonly problems: readonly FilterProblem[];
  /** @returns when the list is that of these filters */
  readonly onApply: (filters: Filters) => Promise<void>;
}

interface FieldsProps {
  readonly filters: Filters;
  readonly onApply: (filters: Filters) => void;
  /** What makes a field one of those that are typed into. */
  readonly fieldOf: (name: TypedName) => TypedField;
}

interface TypedField {
  readonly name: TypedName;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** Everything that the list can be narrowed by. What is typed is applied as a whole, when the person says so, and stays until then. */
export function FilterBar({ filters, problems, onApply }: Props) {
  const [opened, { toggle, open }] = useDisclosure(hiddenNarrowings(filters) > 0);
  const [typed, setTyped] = useState<Typed>({});
  const [refused, setRefused] = useState<readonly FilterProblem[]>([]);
  const apply = (next: Filters, sent: Typed): void => {
    setRefused([]);
    void onApply(next).then(() => setTyped((before) => withoutApplied(before, sent)));
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const next = withTyped(filters, typed);
    const found = [...halfDays(event.currentTarget), ...filterProblems(writeSearch(next))];
    if (found.length === 0) return apply(next, typed);
    setRefused(found);
    if (found.some(({ name }) => name !== 'maker')) open();
  };
  const clear = (): void => {
    setTyped({});
    apply({ ...withTyped(filters, NOTHING_SOUGHT), zone: '' }, {});
  };
  const shown = refused.length > 0 ? refused : problems;
  const fieldOf = (name: TypedName): TypedField => ({
    name,
    value: typed[name] ?? filters[name],
    error: shown.find((problem) => problem.name === name)?.words,
    onChange: ({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value })),
  });
  const fields = { filters, fieldOf, onApply: (next: Filters) => void onApply(next) };
  return (
    <form onSubmit={submit} noValidate role="search" aria-label="Filter the requests">
      <Group gap="xs" align="flex-end" mb="xs">
        <UsualFilters {...fields} />
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
          <Button size="xs" variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </Group>
      <Collapse expanded={opened} id="more-filters">
        <MoreFilters {...fields} />
      </Collapse>
    </form>
  );
}

function UsualFilters({ filters, onApply, fieldOf }: FieldsProps) {
  return (
    <>
      <TextInput
        id={SEARCH_FIELD}
        {...fieldOf('customer')}
        label="Customer"
        placeholder="Exactly as asked for"
        size="xs"
        autoComplete="off"
      />
      <TextInput {...fieldOf('reference')} label="Reference" placeholder="Exactly" size="xs" autoComplete="off" />
      <TextInput {...fieldOf('maker')} label="Maker’s id" placeholder="Number" size="xs" w={110} inputMode="numeric" />
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

function MoreFilters({ filters, onApply, fieldOf }: FieldsProps) {
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
        <TextInput {...fieldOf('checker')} label="Checker’s id" size="xs" inputMode="numeric" />
      </Grid.Col>
      <Grid.Col span={span}>
        <TextInput {...fieldOf('from')} label={`From (${zone})`} type="date" size="xs" />
      </Grid.Col>
      <Grid.Col span={span}>
        <TextInput {...fieldOf('to')} label={`To (${zone})`} type="date" size="xs" />
      </Grid.Col>
      {PLACES.map((name) => (
        <Grid.Col span={span} key={name}>
          <TextInput {...fieldOf(name)} label={PLACE_WORDS[name]} size="xs" inputMode="numeric" />
        </Grid.Col>
      ))}
    </Grid>
  );
}

/** A day of which only a part was typed is empty to the page, and would be no filter. */
function halfDays(form: HTMLFormElement): readonly FilterProblem[] {
  return Array.from(form.querySelectorAll('input'))
    .filter(({ validity }) => validity.badInput)
    .map(({ name }) => ({ name, words: 'Write the whole day, or none.' }));
}

function hiddenNarrowings(filters: Filters): number {
  return narrowings({ ...filters, customer: '', reference: '', maker: '' });
}
