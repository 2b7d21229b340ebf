/** The last six characters: enough to recognise whom one speaks with, too few to write down. The whole is on the request's page. */
export function shortCustomer(customer: string): string {
  return customer.length > 6 ? `…${customer.slice(-6)}` : customer;
}

/** A sentence of ours with the customer in it, shortened. */
export function shortLine(line: string, customer: string): string {
  return customer.length > 6 ? line.replaceAll(customer, shortCustomer(customer)) : line;
}
