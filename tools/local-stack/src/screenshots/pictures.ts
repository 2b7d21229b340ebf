import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findChromium, NO_CHROMIUM, waitFor } from '@countersign/local-servers';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Stack } from '../stack/stack';
import { StackError } from '../stack/stack-error';
import type { Month } from './month';

interface Picture {
  readonly name: string;
  readonly person: string;
  /** Inside the console. */
  readonly place: string;
}

const HEIGHT = 860;
const LOOKS = [1280, 400].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

/** Takes a picture of each main page, at both widths, light and dark. @returns the files */
export async function takePictures({ gatewayUrl }: Stack, month: Month, folder: string): Promise<readonly string[]> {
  const program = await findChromium();
  if (!program) throw new StackError(NO_CHROMIUM);
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: program.path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const files: string[] = [];
    for (const look of LOOKS)
      for (const picture of picturesOf(month)) {
        const file = path.join(folder, `${picture.name}-${look.width}-${look.scheme}.png`);
        await takeOne(browser, { gatewayUrl, picture, file, ...look });
        files.push(file);
      }
    return files;
  } finally {
    await browser.close();
  }
}

function picturesOf({ pendingId, heldId }: Month): readonly Picture[] {
  return [
    { name: 'inbox', person: 'Chen Checker', place: '/' },
    { name: 'request', person: 'Chen Checker', place: `/requests/${pendingId}` },
    { name: 'new-request', person: 'Maya Maker', place: '/new?type=points-redemption' },
    { name: 'upload', person: 'Maya Maker', place: '/upload?type=goodwill-points' },
    { name: 'overview', person: 'Chen Checker', place: '/overview' },
    { name: 'policies', person: 'Clara Configurator', place: '/policies?type=points-redemption' },
    { name: 'operations', person: 'Olga Operator', place: '/operations' },
    { name: 'review', person: 'Olga Operator', place: `/operations/reviews/${heldId}` },
    { name: 'webhooks', person: 'Carl Configurator', place: '/webhooks' },
  ];
}

interface Shot {
  readonly gatewayUrl: string;
  readonly picture: Picture;
  readonly file: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

async function takeOne(browser: Browser, { gatewayUrl, picture, file, width, scheme }: Shot): Promise<void> {
  const context = await browser.newContext({
    baseURL: gatewayUrl,
    viewport: { width, height: HEIGHT },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`/console${picture.place}`);
  await page.getByRole('button', { name: new RegExp(`^${picture.person}`) }).click();
  await page.getByRole('button', { name: `Account of ${picture.person}` }).waitFor();
  await settled(page);
  await page.screenshot({ path: file });
  await context.close();
}

/** All there, and drawn: charts come in late. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const missing = page.locator('[class*="mantine-Skeleton-root"]');
  await waitFor(async () => (await missing.count()) === 0, { what: 'the whole page', deadlineMs: 15_000, every: 50 });
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
}
