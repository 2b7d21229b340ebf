/** The last six characters: enough to recognise whom one speaks with, too few to write down. The whole is on the request's page. */
export function shortCustomer(customer: string): string {
  return customer.length > 6 ? `…${customer.slice(-6)}` : customer;
}

/** Numbers that are long enough to be somebody's, but no points. */
const OTHERS = /(?<![\w.,])\d{7,}(?![\w.]| points?\b)/g;

/** A sentence of ours with the customer in it, and others of whom it speaks, shortened. */
export function shortLine(line: string, customer: string): string {
  const short = customer.length > 6 ? line.replaceAll(customer, shortCustomer(customer)) : line;
  return short.replace(OTHERS, shortCustomer);
}
