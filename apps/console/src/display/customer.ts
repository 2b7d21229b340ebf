import type { RequestSummary } from '../api/request-view';
import { isolated } from './visible-text';

type Subject = Pick<RequestSummary, 'line' | 'customer'>;

const ADDRESS = /^(.{0,3}).*(@[^@]+)$/su;

/**
 * Enough to recognise whom one speaks with, too little to write down: the last six characters, or how an address begins and where it is. The
 * whole is where one decides and on the request's page.
 */
export function shortCustomer(customer: string): string {
  const characters = Array.from(customer);
  if (characters.length <= 6) return customer;
  return ADDRESS.test(customer) ? customer.replace(ADDRESS, '$1…$2') : `…${characters.slice(-6).join('')}`;
}

export interface LinePart {
  readonly text: string;
  readonly isCustomer: boolean;
}

/** More customers, after the first of a list. */
const OTHERS = /^(?:, \d+)+/;

/** A sentence of ours with the customer in it, and those who are named together with them, shortened unless all of it is to be seen. */
export function lineParts({ line, customer }: Subject, isFull = false): readonly LinePart[] {
  const at = placeOf(customer, line);
  if (at === undefined) return [{ text: line, isCustomer: false }];
  const [before, after] = [line.slice(0, at), line.slice(at + customer.length)];
  return [
    { text: before, isCustomer: false },
    { text: isFull ? customer : shortCustomer(customer), isCustomer: true },
    { text: isFull ? after : after.replace(OTHERS, (others) => others.replace(/\d+/g, shortCustomer)), isCustomer: false },
  ];
}

/** The same where no element can be: in labels for screen readers and toasts. */
export function shortLine(line: string, customer: string): string {
  return lineParts({ line, customer })
    .map(({ text }) => isolated(text))
    .join('');
}

/**
 * Where the sentence calls them its customer. The same text elsewhere is something else, such as an amount or a label, and stays whole.
 */
function placeOf(customer: string, line: string): number | undefined {
  if (customer === '') return undefined;
  for (let at = line.indexOf(customer); at >= 0; at = line.indexOf(customer, at + 1))
    if (/\bcustomers?:? “?$/.test(line.slice(0, at)) && !/^\w/.test(line.slice(at + customer.length))) return at;
  return undefined;
}
