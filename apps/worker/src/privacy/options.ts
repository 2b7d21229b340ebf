import type { ParseArgsConfig } from 'node:util';
import type { ErasureOrder } from '@countersign/persistence';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** Options of every command that changes something: who answers for it. */
export const WHO = { by: { type: 'string' }, 'by-name': { type: 'string' } } as const;

/**
 * What `parse` makes of the arguments. Node's own words for a mistake repeat what was typed, and that may be a customer.
 * @throws Error that says which options there are
 */
export function understood<Parsed>(options: OptionsConfig, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new Error(`the options cannot be read: there are ${namesOf(options)}. See docs/privacy.md.`, { cause: error });
  }
}

/** An option that is passed over would leave somebody in the belief that it was heeded. @throws Error */
export function takesNothing(args: readonly string[]): void {
  if (args.length > 0) throw new Error('this command takes no options. See docs/privacy.md.');
}

function namesOf(options: OptionsConfig): string {
  return Object.entries(options)
    .map(([name, { type }]) => (type === 'string' ? `--${name} <…>` : `--${name}`))
    .join(', ');
}

/** @throws Error that names the option */
export function wholeNumberOf(option: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new Error(`${option} takes a whole number.`);
  return Number(text);
}

/**
 * Who answers for it, in the operators' journal. Whoever is logged in on this machine is often not a person, such as root: without a name
 * the number stands in its place.
 */
export function orderOf(orgId: number, { by, 'by-name': name }: { readonly by?: string; readonly 'by-name'?: string }): ErasureOrder {
  const orderedBy = wholeNumberOf('--by', by);
  if (name !== undefined && !/^(?=.*\S)\P{Cc}{1,100}$/u.test(name))
    throw new Error('--by-name takes a name of at most 100 characters in one line.');
  return { orgId, orderedBy, orderedByName: name?.trim() ?? String(orderedBy) };
}
