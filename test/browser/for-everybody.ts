import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page's, in what is evaluated there; the project itself is compiled without the DOM. */
declare const document: {
  readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number };
  querySelectorAll(selector: string): Iterable<Shown>;
};
declare function getComputedStyle(element: Shown): { readonly display: string };
interface Shown {
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  querySelector(selector: string): Shown | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly right: number };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The page that is open has no failure, no violation that axe knows, nothing too wide, and nothing cut off on paper. */
export async function expectForEverybody(page: Page, mistakes: readonly string[]): Promise<void> {
  expect(await page.locator('.failure').allInnerTexts()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  expect(await page.evaluate(hiddenInLines)).toEqual([]);
  await page.evaluate(`${AXE};0`);
  const violations = await page.evaluate(async () =>
    (await (globalThis as unknown as { axe: typeof Axe }).axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
    ),
  );
  expect(violations).toEqual([]);
  expect(mistakes).toEqual([]);
  expect(await cutOnPaper(page)).toEqual([]);
}

/** Runs in the page: what sticks out of tables that show each cell on a line of its own, which nobody expects to scroll. */
const hiddenInLines = () =>
  [...document.querySelectorAll('.stacked .scrolled')]
    .filter(
      (table) => getComputedStyle(table.querySelector('tbody td')!).display === 'grid' && table.scrollWidth > table.clientWidth,
    )
    .map((table) => table.getAttribute('aria-label'));

/** What is cut off, of the page that is open, on A4 between its margins. */
async function cutOnPaper(page: Page): Promise<readonly (string | undefined)[]> {
  const screen = page.viewportSize()!;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main :is(th, td, figure, p, li, dd, h1, h2)')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => element.textContent?.slice(0, 60)),
  );
  await page.emulateMedia({ media: null });
  await page.setViewportSize(screen);
  return cut;
}
