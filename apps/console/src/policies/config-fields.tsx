import { Divider, Fieldset, NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import type { JsonSchema } from '../api/json-schema';
import { Legend } from './legend';
import { numberFieldOf } from './number-field';
import type { FieldsProps } from './policy-editor';
import { configTitle } from './setting-words';

/** The settings that only this type has, as its schema describes them. */
export function ConfigFields({ draft, schema, onChange }: FieldsProps & { readonly schema: JsonSchema }) {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return null;
  return (
    <>
      <Fieldset legend={<Legend>Settings of this type</Legend>} variant="unstyled">
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt={4}>
          {fields.map(([name, field]) => (
            <ConfigField
              key={name}
              name={name}
              schema={field}
              value={draft.config[name]}
              onChange={(value) => onChange({ ...draft, config: { ...draft.config, [name]: value } })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <Divider />
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ConfigField({ name, schema, value, onChange }: FieldProps) {
  const label = configTitle(name, schema);
  const words = { label, ...(schema.description !== undefined && { description: schema.description }) };
  if (schema.enum)
    return (
      <Select
        {...words}
        clearable
        data={schema.enum.map(String)}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  if (schema.type === 'boolean')
    return <Switch {...words} checked={value === true} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />;
  if (schema.type === 'number' || schema.type === 'integer')
    return (
      <NumberInput
        {...words}
        placeholder="Not set"
        thousandSeparator=","
        allowDecimal={schema.type === 'number'}
        {...(schema.minimum !== undefined && { min: schema.minimum })}
        {...(schema.maximum !== undefined && { max: schema.maximum })}
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => onChange(numberFieldOf(typed))}
      />
    );
  return (
    <TextInput {...words} value={typeof value === 'string' ? value : ''} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
  );
}
