import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

/** Keys that write nothing, by their name. */
const NAMED: Readonly<Record<string, { readonly code: number; readonly text?: string }>> = {
  Tab: { code: 9 },
  Enter: { code: 13, text: '\r' },
  Escape: { code: 27 },
};
const CONTROL = 2;

/** A key by its name, such as `Tab`, or with `Ctrl+` before it; every character of any other text is a key. */
export type Keys = readonly string[];

/** Somebody who types faster than the page can follow: all keys are on their way before the first one was answered. */
export class Typist {
  private constructor(private readonly browser: CDPSession) {}

  /** @param slowdown how many times slower than it is the processor of the page is made */
  static async at(page: Page, slowdown = 1): Promise<Typist> {
    const browser = await page.context().newCDPSession(page);
    await browser.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return new Typist(browser);
  }

  async type(...keys: Keys): Promise<void> {
    await Promise.all(singles(keys).flatMap((key) => this.press(key)));
  }

  /** As people type: a key every so many milliseconds, whatever the page does meanwhile. */
  async typeAt(paceMs: number, ...keys: Keys): Promise<void> {
    if (paceMs === 0) return this.type(...keys);
    const answers: Promise<unknown>[] = [];
    for (const key of singles(keys)) {
      answers.push(...this.press(key));
      await pause(paceMs);
    }
    await Promise.all(answers);
  }

  /** The processor is as fast as before. */
  async leave(): Promise<void> {
    await this.browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await this.browser.detach();
  }

  private press(key: string): readonly Promise<unknown>[] {
    const name = nameOf(key);
    const named = NAMED[name];
    const text = named ? named.text : name;
    const modifiers = key.startsWith('Ctrl+') ? CONTROL : 0;
    const common = {
      key: name,
      modifiers,
      windowsVirtualKeyCode: named?.code ?? name.toUpperCase().charCodeAt(0),
      ...(named && { code: name }),
    };
    return [
      this.browser.send('Input.dispatchKeyEvent', {
        type: text === undefined ? 'rawKeyDown' : 'keyDown',
        ...common,
        ...(text !== undefined && { text }),
      }),
      this.browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common }),
    ];
  }
}

function singles(keys: Keys): readonly string[] {
  return keys.flatMap((key) => (nameOf(key) in NAMED ? [key] : Array.from(key)));
}

function nameOf(key: string): string {
  return key.replace(/^Ctrl\+/, '');
}
