/** Pages and files for browsers, and what is only there where the settings say so: no part of the API. */
const NOT_OF_THE_API = /^\/($|docs\/assets\/|console$|console\/\*|console\/development-sign-in$|console\/queues)/;

export function isOfTheApi(url: string): boolean {
  return !NOT_OF_THE_API.test(url);
}
