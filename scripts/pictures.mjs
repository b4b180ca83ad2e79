// `npm run pictures`: takes the README's screenshots of the explorer with the demo hospital. CHROMIUM names another browser.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBuilt } from './ensure-built.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHOWN = { overview: '/', relationship: '/relationships/service-desk/emergency' };

ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'rapport-pictures-'));
const env = { ...process.env, EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db`, PORT: '0' };
const rapport = (...words) => [process.execPath, [join(ROOT, 'bin/rapport.js'), ...words], { env, cwd: ROOT }];

const [node, demo, where] = rapport('demo', '--seed', process.env.SEED ?? '1');
if (spawnSync(node, demo, { ...where, stdio: 'inherit' }).status !== 0) process.exit(1);
const [, serve] = rapport('serve', '--json');
const server = spawn(node, serve, where);
const [said] = await once(server.stdout, 'data');
const { url } = JSON.parse(String(said));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1100, height: 820 }, locale: 'en-GB', colorScheme: 'light' });
mkdirSync(join(ROOT, 'docs/pictures'), { recursive: true });
for (const [name, path] of Object.entries(SHOWN)) {
  await page.goto(url + path);
  await page.waitForSelector('h1');
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.screenshot({ path: join(ROOT, `docs/pictures/${name}.png`) });
}
await browser.close();
server.kill('SIGTERM');
await once(server, 'close');
rmSync(folder, { recursive: true, force: true });
