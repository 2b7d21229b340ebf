import type { Page } from 'playwright-core';

/** What comes over the network, headers and all, until the table is there, for somebody who has never been here. */
export async function firstLoadBytes(page: Page, address: string, table: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address);
  await page.getByRole('table', { name: table }).waitFor();
  return bytes;
}
