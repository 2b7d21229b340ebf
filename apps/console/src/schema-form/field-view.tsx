import { AlternativesField } from './alternatives-field';
import { ChoiceField } from './choice-field';
import { ConstantField } from './constant-field';
import type { Field } from './field';
import { GroupField } from './group-field';
import { JsonField } from './json-field';
import { LinesField } from './lines-field';
import { ListField } from './list-field';
import { NumberField } from './number-field';
import { TextField } from './text-field';

/** The component of a field's kind. @param isBare without a frame of its own */
export function FieldView({ field, isBare = false }: { readonly field: Field; readonly isBare?: boolean }) {
  switch (field.kind) {
    case 'text':
      return <TextField field={field} />;
    case 'number':
      return <NumberField field={field} />;
    case 'choice':
      return <ChoiceField field={field} />;
    case 'constant':
      return <ConstantField field={field} />;
    case 'lines':
      return <LinesField field={field} />;
    case 'json':
      return <JsonField field={field} />;
    case 'group':
      return <GroupField field={field} isBare={isBare} />;
    case 'list':
      return <ListField field={field} />;
    case 'alternatives':
      return <AlternativesField field={field} />;
  }
}
