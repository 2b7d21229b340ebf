import { isHeaderOfSender } from '@countersign/engine';

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible ASCII with inner spaces: no line breaks, so that a value cannot smuggle in a further header. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]{0,998}[\x21-\x7e])?$/;

/** The documented call states it, and it is what every delivery says of itself. */
const isWhatIsSent = (name: string, value: string): boolean => name.toLowerCase() === 'content-type' && value === 'application/json';

/**
 * Why an endpoint must not have this static header, as the end of a sentence that begins with the field's name; `undefined` when it may.
 * The sentence never holds the value, which may be a credential.
 */
export function webhookHeaderProblem(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return 'has a name that is not one of an HTTP header';
  if (isWhatIsSent(name, value)) return undefined;
  if (isHeaderOfSender(name)) return 'is set by the sender itself';
  return VALUE.test(value) ? undefined : 'must hold 1 to 1000 visible ASCII characters';
}
