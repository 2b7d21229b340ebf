import type { JsonSchema } from '../api/json-schema';

/** What every field of a form has. */
interface Basics {
  /** Its name within its parent. */
  readonly name: string;
  /** JSON pointer from the root of what is submitted; the gateway's problems name it. */
  readonly pointer: string;
  readonly label: string;
  /** Whether the type itself gives the label. */
  readonly isTitled: boolean;
  readonly help?: string;
  /** Within its parent. */
  readonly isRequired: boolean;
  /** Required, or filled in what the type shows as a usual request. */
  readonly isUsual: boolean;
}

/** One way in which a text that was typed may be sent, the preferred one first. */
export type Spelling = { readonly as: 'text'; readonly pattern?: string } | { readonly as: 'number'; readonly isWhole?: true };

export interface TextField extends Basics {
  readonly kind: 'text' | 'number';
  readonly spellings: readonly Spelling[];
  readonly isLong: boolean;
  readonly placeholder?: string;
  /** Offered while typing; anything else can be typed too. */
  readonly suggestions: readonly string[];
}

export interface ChoiceField extends Basics {
  readonly kind: 'choice';
  readonly options: readonly { readonly text: string; readonly label: string; readonly value: unknown }[];
}

/** The only value that the schema lets in. */
export interface ConstantField extends Basics {
  readonly kind: 'constant';
  readonly value: unknown;
}

/** A list of plain values, one a line. */
export interface LinesField extends Basics {
  readonly kind: 'lines';
  readonly spellings: readonly Spelling[];
  readonly placeholder?: string;
}

/** What no other field can show: JSON as text. */
export interface JsonField extends Basics {
  readonly kind: 'json';
  readonly placeholder?: string;
}

export interface GroupField extends Basics {
  readonly kind: 'group';
  readonly children: readonly Field[];
  /** Sent as an array of its children. */
  readonly isTuple: boolean;
}

/** A list of groups; `itemAt` gives the fields of one of them. */
export interface ListField extends Basics {
  readonly kind: 'list';
  readonly itemAt: (index: number) => Field;
  readonly atLeast: number;
}

/** One of several shapes. */
export interface AlternativesField extends Basics {
  readonly kind: 'alternatives';
  readonly choices: readonly string[];
  readonly chosen: number;
  readonly field: Field;
}

export type LeafField = TextField | ChoiceField | ConstantField | LinesField | JsonField;
export type Field = LeafField | GroupField | ListField | AlternativesField;

/** What was typed, chosen or loaded, by pointer. Empty text is the same as none: the field is left out. */
export type Values = Readonly<Record<string, string>>;

/** Which alternative was chosen, by pointer. */
export type Choices = Readonly<Record<string, number>>;

/** What a plan of fields is made of. */
export interface FieldSource {
  readonly schema: JsonSchema;
  /** A whole value of this schema: where it allows several shapes or spellings, this one's is taken; its parts become placeholders. */
  readonly sample: unknown;
  readonly pointer: string;
  readonly choices: Choices;
}
