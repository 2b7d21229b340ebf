import type { Page } from 'playwright-core';

/** Any signed token, whoever made it. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]+/;
const NAMED = /[?&#](?:access_token|id_token|id_token_hint|refresh_token|token)=/;

/** Looks for tokens where others could find them: in addresses, and in what outlives the tab. */
export class TokenWatch {
  private readonly addresses = new Set<string>();

  saw(address: string): void {
    this.addresses.add(address);
  }

  async exposed(page: Page): Promise<readonly string[]> {
    const lasting = await page.evaluate<string>(`JSON.stringify([{ ...localStorage }, document.cookie])`);
    const secrets = await this.secretsOf(page);
    const tells = (text: string): boolean => TOKEN.test(text) || secrets.some((secret) => text.includes(secret));
    return [
      ...[...this.addresses].filter((address) => tells(address) || NAMED.test(address)).map((address) => `token in an address: ${address}`),
      ...(tells(lasting) ? [`token in localStorage or in a cookie: ${lasting}`] : []),
    ];
  }

  /** What the tab holds by right: refresh tokens look like nothing in particular. */
  private async secretsOf(page: Page): Promise<readonly string[]> {
    const stored = await page.evaluate<string>(`JSON.stringify(Object.values(sessionStorage))`);
    const names = /\\"(?:token|access_token|refresh_token|id_token)\\":\\"([^"\\]+)/g;
    return [...stored.matchAll(names)].map(([, secret]) => String(secret));
  }
}
