import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { Field, ListField as Plan } from './field';
import { FieldView } from './field-view';
import { elementIdOf, useForm } from './form-context';
import { countOfList } from './payload';
import { everyField } from './place-problems';

/** Groups that can be added and taken away. */
export function ListField({ field }: { readonly field: Plan }) {
  const { values, problems, onChange, onRemoveItem } = useForm();
  const { pointer, label, help, itemAt } = field;
  const count = countOfList(pointer, values);
  const problem = problems.get(pointer);
  const add = () => onChange(firstLeaf(itemAt(count)), '');
  return (
    <Fieldset
      legend={
        <Text component="span" fw={600}>
          {label}
        </Text>
      }
      id={elementIdOf(pointer)}
      tabIndex={-1}
    >
      <Stack gap="sm">
        {help !== undefined && (
          <Text size="xs" c="dimmed">
            {help}
          </Text>
        )}
        {problem !== undefined && (
          <Text size="sm" c="red">
            {problem}
          </Text>
        )}
        {Array.from({ length: count }, (_, index) => (
          <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
            <div style={{ flex: 1 }}>
              <FieldView field={{ ...itemAt(index), label: `${label} ${index + 1}` }} />
            </div>
            <ActionIcon
              mt={26}
              variant="subtle"
              color="gray"
              aria-label={`Remove ${label} ${index + 1}`}
              onClick={() => onRemoveItem(pointer, index)}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
            Add to {label.toLowerCase()}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}

/** A value, empty as it is, makes the new group be there. */
function firstLeaf(item: Field): string {
  return everyField(item, {}).find(({ kind }) => kind !== 'group' && kind !== 'alternatives')?.pointer ?? item.pointer;
}
