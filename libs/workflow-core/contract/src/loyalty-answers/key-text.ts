import { identifier } from '../texts/text-schemas';

/**
 * A reference that the loyalty API compares with those it has seen: an identifier without blanks at either end, because a side that trims
 * would take two of our keys for one.
 */
export const keyText = identifier();
