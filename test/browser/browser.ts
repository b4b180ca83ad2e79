import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Whether there is a browser to test in. */
export const isThere = existsSync(CHROMIUM);
if (!isThere)
  console.warn(`Nothing is tested in a browser: there is no ${CHROMIUM} (apt-get install chromium; CHROMIUM names another).`);

// As root, which machines that only test are, Chromium has no sandbox.
export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

/** The page's, in what is evaluated there; the project itself is compiled without the DOM. */
declare const document: { querySelector(selector: string): unknown };

/** Until a page has what it asked for. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.waitForSelector('h1');
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}
