import { Button, Collapse, Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { arrange, isBox } from './arrange';
import type { Field, GroupField as Plan } from './field';
import { FieldView } from './field-view';
import { elementIdOf, useForm } from './form-context';
import { everyField } from './place-problems';

/** Fields that belong together. @param isBare without frame and heading */
export function GroupField({ field, isBare }: { readonly field: Plan; readonly isBare: boolean }) {
  const { problems } = useForm();
  const { boxes, wide, more, constants } = arrange(field);
  const problem = problems.get(field.pointer);
  const content = (
    <Stack gap="md">
      {field.help !== undefined && (
        <Text size="xs" c="dimmed">
          {field.help}
        </Text>
      )}
      {problem !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
      <Fields boxes={boxes} wide={wide} />
      {constants.length > 0 && (
        <Stack gap={2}>
          {constants.map((constant) => (
            <FieldView key={constant.pointer} field={constant} />
          ))}
        </Stack>
      )}
      {more.length > 0 && <MoreFields fields={more} />}
    </Stack>
  );
  const anchor = { id: elementIdOf(field.pointer), tabIndex: -1 };
  return isBare ? (
    <div {...anchor}>{content}</div>
  ) : (
    <Fieldset legend={<Legend field={field} />} {...anchor}>
      {content}
    </Fieldset>
  );
}

function Fields({ boxes, wide }: { readonly boxes: readonly Field[]; readonly wide: readonly Field[] }) {
  return (
    <>
      {boxes.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
          {boxes.map((box) => (
            <FieldView key={box.pointer} field={box} />
          ))}
        </SimpleGrid>
      )}
      {wide.map((each) => (
        <FieldView key={each.pointer} field={each} />
      ))}
    </>
  );
}

/** Closed until wanted; what has a problem is never hidden. */
function MoreFields({ fields }: { readonly fields: readonly Field[] }) {
  const { values, problems } = useForm();
  const inside = fields.flatMap((field) => everyField(field, values));
  const [isWanted, setIsWanted] = useState(() => inside.some(({ pointer }) => (values[pointer] ?? '') !== ''));
  const hasProblem = inside.some(({ pointer }) => problems.has(pointer));
  const isOpen = isWanted || hasProblem;
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Chevron size={15} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsWanted(!isOpen)}
      >
        More fields ({fields.length})
      </Button>
      <Collapse expanded={isOpen} id={id} keepMountedMode="display-none">
        <Stack gap="md" pt="sm">
          <Fields boxes={fields.filter(isBox)} wide={fields.filter((field) => !isBox(field))} />
        </Stack>
      </Collapse>
    </div>
  );
}

function Legend({ field: { label, isRequired } }: { readonly field: Plan }) {
  return (
    <Text component="span" fw={600}>
      {label}
      {!isRequired && (
        <Text component="span" c="dimmed" size="sm">
          {' '}
          (optional)
        </Text>
      )}
    </Text>
  );
}
