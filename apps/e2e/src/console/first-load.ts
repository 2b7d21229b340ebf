import type { Page } from 'playwright-core';

/** How much comes over the network, as it comes, until the table is there, for somebody who has never been here; headers not counted. */
export async function firstLoadBytes(page: Page, address: string, table: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address);
  await page.getByRole('table', { name: table }).waitFor();
  return bytes;
}
