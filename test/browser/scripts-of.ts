import type { Browser, Response } from 'playwright-core';

/** What the first view of a browser that knows nothing of the explorer yet is sent of scripts. */
export async function scriptsOf(browser: Browser, url: string): Promise<{ bytes: number; encodings: ReadonlySet<string> }> {
  const page = await browser.newPage({ locale: 'en-GB' });
  const scripts: Response[] = [];
  page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response));
  await page.goto(url);
  await page.waitForSelector('.matrix');
  const sizes = await Promise.all(scripts.map((script) => script.request().sizes()));
  const encodings = new Set(scripts.map((script) => script.headers()['content-encoding'] ?? 'none'));
  await page.close();
  return { bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0), encodings };
}
