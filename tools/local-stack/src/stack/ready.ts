import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';

const EVERY_MS = 50;
const PATIENCE_MS = 2_000;

/** Asks until the URL answers 2xx (true), or until `isOver` says so (false). */
export async function untilReady(url: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    if (await answersOk(url)) return true;
    await pause(EVERY_MS);
  }
  return false;
}

async function answersOk(url: string): Promise<boolean> {
  try {
    // One connection per question: a kept one would be in the way of the app's own stop.
    const answer = await request(url, { reset: true, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
    await answer.body.dump();
    return answer.statusCode >= 200 && answer.statusCode < 300;
  } catch {
    return false;
  }
}
