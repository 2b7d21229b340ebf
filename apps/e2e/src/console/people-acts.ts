import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor';

/** What people do in the console, by what they see of it. */

/** Opens the request from the list that lies open. */
export async function openRequest({ page }: Visitor, line: string | RegExp): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: line }).first().click();
  await page.getByText('Asked for by').first().waitFor();
}

/** Writes the comment and presses the button, in the dialog or in the panel of the page. */
export async function decideWith(place: Locator, act: string, comment: string): Promise<void> {
  await place.getByLabel('Comment').fill(comment);
  await place.getByRole('button', { name: act }).click();
}

/** Signs in with a token from elsewhere. */
export async function signInWithToken({ page }: Visitor, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Or paste a token' }).click();
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** Whether a key would act on what lies behind the open dialog. The frame of the browser, which Tab passes, is no part of the page. */
export function isBehindDialog({ page }: Visitor): Promise<boolean> {
  return page.evaluate<boolean>(
    `document.activeElement !== document.body && !document.querySelector('dialog').contains(document.activeElement)`,
  );
}
