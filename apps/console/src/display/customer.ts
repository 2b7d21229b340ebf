import type { RequestSummary } from '../api/request-view';
import { isolated } from './visible-text';

type Subject = Pick<RequestSummary, 'line' | 'customer'>;

/** The last six characters: enough to recognise whom one speaks with, too few to write down. The whole is on the request's page. */
export function shortCustomer(customer: string): string {
  const characters = Array.from(customer);
  return characters.length > 6 ? `…${characters.slice(-6).join('')}` : customer;
}

/** Numbers that are long enough to be somebody's, but no points. */
const OTHERS = /(?<![\w.,])\d{7,}(?![\w.]| points?\b)/g;

export interface LinePart {
  readonly text: string;
  readonly isCustomer: boolean;
}

/** A sentence of ours with the customer in it, and others of whom it speaks, shortened unless all of it is to be seen. */
export function lineParts({ line, customer }: Subject, isFull = false): readonly LinePart[] {
  const short = isFull ? (text: string): string => text : shortCustomer;
  const between = customer === '' ? [line] : splitAt(line, customer);
  return between.flatMap((text, at) => [
    ...(at > 0 ? [{ text: short(customer), isCustomer: true }] : []),
    ...(text === '' ? [] : [{ text: isFull ? text : text.replace(OTHERS, shortCustomer), isCustomer: false }]),
  ]);
}

/** The same where no element can be: in labels for screen readers and toasts. */
export function shortLine(line: string, customer: string): string {
  return lineParts({ line, customer })
    .map(({ text }) => isolated(text))
    .join('');
}

/** Where the customer stands as a word of its own: a customer "1" is not the 1 of "100 points". */
function splitAt(line: string, customer: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = line.indexOf(customer); at >= 0; at = line.indexOf(customer, at + customer.length)) {
    const end = at + customer.length;
    if (/\w/.test(line.charAt(at - 1)) || /\w/.test(line.charAt(end))) continue;
    pieces.push(line.slice(from, at));
    from = end;
  }
  return [...pieces, line.slice(from)];
}
