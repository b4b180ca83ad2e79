import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { Program } from '../support/program.js';
import { RunningServer } from '../support/running-server.js';
import { isThere, launchBrowser, untilAnswered } from './browser.js';
import { ENGINES, type Engines, prepareEngines } from './engines.js';
import { expectForEverybody } from './for-everybody.js';
import { parkEvents } from './park-events.js';
import { scriptsOf } from './scripts-of.js';
import { processorTimeOfDrawing, SIZES } from './standing.js';

/** The page's, in what is evaluated there; the project itself is compiled without the DOM. */
declare const document: {
  readonly activeElement: unknown;
  querySelector(selector: string): unknown;
  querySelectorAll(selector: string): ArrayLike<unknown>;
};

const PERIOD = ['--from', '2026-01-01', '--to', '2026-10-01'];
const PAGES = [
  '/',
  '/?asOf=2026-06-30T23:59:59.999Z',
  '/departments',
  '/departments/emergency',
  '/teams',
  '/teams/service-desk',
  '/relationships/service-desk/emergency?component=RELIABILITY',
  '/tickets',
  '/promises',
  '/search?q=emergency',
  '/tickets/demo-ticket-11-10',
  '/streams/relationship-service-desk.emergency',
  '/views',
  '/imports',
  '/feed',
  '/record',
  '/record/logTicket',
  '/start',
  '/signed-in',
  '/audits',
  '/audits/board',
] as const;

/** Runs in the page. */
const pathsOf = (links: readonly unknown[]) =>
  (links as { getAttribute(name: string): string }[]).map((link) => link.getAttribute('href'));

// One server and one browser for all: each page is looked at once, in every way.
(isThere ? describe : describe.skip)(`the explorer in a browser on ${ENGINES}`, () => {
  let engines: Engines;
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  const mistakes: string[] = [];
  /** Fails with the first error of a script: a page that does not go on is not waited for. */
  let broken: Promise<never>;

  beforeAll(async () => {
    engines = await prepareEngines();
    const { environment } = engines;
    const demo = new Program('src/cli.ts', ['demo', '--seed', '1', '--years', '1', '--end', '2026-11-01', '--json'], environment);
    expect(await demo.ended).toBe(0);
    const audit = new Program('src/cli.ts', ['audit', 'run', 'board', ...PERIOD, '--json'], environment);
    expect(await audit.ended).toBe(0);
    await parkEvents(engines);
    server = await RunningServer.start(environment);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 360, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
    // Long enough for a machine that does other things as well.
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => mistakes.push(String(error)));
    broken = new Promise((_, reject) => page.once('pageerror', reject));
    broken.catch(() => undefined);
    page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await engines?.remove();
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(server.url + path);
    await answered();
  };
  const answered = (): Promise<unknown> => Promise.race([untilAnswered(page), broken]);

  it.each(PAGES)('%s says what it has to say, to everybody, at 360 px and on paper', async (path) => {
    await open(path);
    await isForEverybody();
  });

  const as = (role: string) => page.context().addCookies([{ name: 'rapport_role', value: role, url: server.url }]);
  const openMenu = () => page.getByRole('button', { name: /^Men/ }).click();
  const isForEverybody = () => expectForEverybody(page, mistakes);

  it('prints an audit', async () => {
    if (!page.url().endsWith('/audits/board')) await open('/audits/board');
    expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).length).toBeGreaterThan(20_000);
  });

  it('sends less than 65 kB of script for its first view', async () => {
    const { bytes, encodings } = await scriptsOf(browser, server.url);
    expect(encodings).toEqual(new Set(['br']));
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(65_000);
  });

  it.each(SIZES)('draws 1,500 relationships at once: $teams teams x $departments departments', async (size) => {
    const milliseconds = await processorTimeOfDrawing(page, server.url, size);
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(1_000);
  });

  it('imports a file after a look at what would come of it', async () => {
    await open('/imports');
    await page.setInputFiles('[name=file]', 'examples/hospital-incidents.csv');
    const look = page.getByRole('button', { name: 'Start dry run' });
    expect(await page.locator('[name=mapping]').inputValue()).toBe('');
    await page.locator('[name=mapping]').selectOption('xes');
    await look.click();
    await page.getByRole('alert').waitFor();
    await page.locator('[name=mapping]').selectOption('hospital-incidents');
    await look.click();
    await page.getByRole('cell', { name: 'line 68: state: "-100" is not in the table states.values' }).waitFor();
    expect(await page.getByRole('table', { name: 'Imports so far' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByRole('heading', { name: 'Imported', exact: true }).waitFor();
    await page.getByRole('table', { name: 'Imports so far' }).getByRole('link', { name: 'hospital-incidents.csv' }).click();
    await page.waitForURL(/\/imports\/./);
    await page.getByRole('heading', { level: 1, name: 'hospital-incidents.csv' }).waitFor();
    await answered();
    await isForEverybody();
  });

  it('says what an event became in the views', async () => {
    await open('/tickets/demo-ticket-11-10');
    await page.getByRole('button', { name: 'Changes in the views, Ticket acknowledged' }).first().click();
    const changed = page.getByRole('table', { name: 'What “Ticket acknowledged” changed in the views' });
    await changed.getByRole('row', { name: 'First answer' }).getByRole('time').waitFor();
  });

  it('leads from the overview to the events behind a number, by keyboard alone', async () => {
    await open('/');
    const follow = async (name: RegExp) => {
      const link = page.getByRole('link', { name }).first();
      for (let pressed = 0; pressed < 200; pressed += 1) {
        if (await link.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    };
    await follow(/^Service Desk .* Emergency/);
    await page.waitForURL(/relationships\/service-desk\/emergency/);
    await answered();
    await follow(/^promises kept$/);
    await page.waitForURL(/component=RELIABILITY/);
    await follow(/^demo-promise-/);
    await page.waitForURL(/streams\/commitment-/);
    await page.waitForSelector('tr.marked');
  });

  it('speaks German when asked to, and keeps to it', async () => {
    await open('/');
    await openMenu();
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Was zuerst Aufmerksamkeit braucht' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Was zuerst Aufmerksamkeit braucht' }).waitFor();
    await open('/views');
    expect(await page.title()).toBe('Stand der Sichten · Rapport');
    // Why an event is parked the server says in English: it is there, and nobody has to read it.
    const english = page.locator('main [lang=en]', { hasText: 'comes before the event that begins it' });
    await english.waitFor({ state: 'attached' });
    expect(await english.isVisible()).toBe(false);
    await openMenu();
    await page.getByRole('button', { name: 'English' }).click();
  });

  it('records what is entered, and says at its field what is wrong', async () => {
    await open('/record/logTicket');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.locator('[aria-invalid], .failure').first().waitFor();
    mistakes.length = 0;
    await page.getByLabel(/^Department/).selectOption('emergency');
    await page.locator('[name=kind]').selectOption('INCIDENT');
    await page.locator('[name=channel]').selectOption('PHONE');
    await page.locator('[name=clinicalImpact]').selectOption('NONE');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: 'Show it' }).click();
    await page.waitForURL(/\/tickets\//);
    await answered();
    expect(await page.locator('.plain-words').innerText()).not.toBe('');
  });

  it('leads from a contact to the feedback on it', async () => {
    await open('/record/startInteraction?departmentId=emergency&teamId=service-desk');
    await page.locator('[name=channel]').selectOption('PHONE');
    await page.locator('[name=direction]').selectOption('FROM_DEPARTMENT');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: 'Give feedback on a contact' }).click();
    await page.waitForURL(/giveInteractionFeedback/);
    await page.locator('[name=respondentRef]').fill('p-1');
    await page.locator('[name=treatment]').fill('9');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.locator('[name=treatment][aria-invalid]').waitFor();
    mistakes.length = 0;
    await page.locator('[name=treatment]').fill('4');
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: 'Show it' }).click();
    await page.waitForURL(/\/interactions\//);
    await page.getByRole('table', { name: 'What people said' }).getByRole('cell', { name: '4 of 5' }).waitFor();
    await isForEverybody();
  });

  it('takes in again what was parked, says what cannot be, and gives it up when that is meant', async () => {
    await open('/views');
    const parked = page.getByRole('table', { name: 'Parked events' });
    await parked.getByRole('cell', { name: /comes before the event that begins it/ }).waitFor();
    await page.getByRole('button', { name: 'Replay: mended' }).click();
    await page.getByText('1 replayed; 0 still parked.').waitFor();
    await parked.getByRole('cell', { name: 'mended', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Replay: never-registered' }).click();
    await page.getByText('0 replayed; 1 still parked.').waitFor();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
    });
    const drop = page.getByRole('button', { name: 'Drop: never-registered' });
    await drop.click();
    await expect.poll(() => asked).toHaveLength(1);
    expect(await drop.count()).toBe(1);
    await drop.click();
    await page.getByText('All views are up to date, and nothing is parked.').waitFor();
    expect(asked[1]).toContain('never-registered');
    await open('/teams/mended');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Mended Team');
  });

  it.each(['REQUESTER', 'IT_AGENT', 'TEAM_LEAD', 'DEPARTMENT_MANAGER', 'ANALYST', 'INTEGRATION'])(
    'shows %s pages that the role may see, each with its heading, and leads to no other',
    async (role) => {
      await as(role);
      await open('/');
      await openMenu();
      const places = await page.getByRole('banner').getByRole('link').evaluateAll(pathsOf);
      expect(places.length).toBeGreaterThan(4);
      for (const path of [...places, '/departments/emergency', '/teams/service-desk', '/tickets/demo-ticket-11-10']) {
        await open(path);
        expect([path, await page.getByRole('heading', { level: 1 }).count()]).toEqual([path, 1]);
        expect([path, await page.getByText('may not see this').count()]).toEqual([path, 0]);
        expect([path, await page.locator('.failure').allInnerTexts()]).toEqual([path, []]);
      }
      await open('/');
      await isForEverybody();
      await page.context().clearCookies();
    },
  );

  it('says what a role does not see: pages, parts of pages, rows of others, which it does not offer to choose either', async () => {
    await as('REQUESTER departments=emergency');
    await open('/audits/board');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your role may not see this page');
    await open('/departments/emergency');
    expect(await page.getByText('Not shown, because your role may not see it').innerText()).toContain('Relationships');
    await open('/tickets?externalId=none');
    await page.getByText('You see only data of Emergency (synthetic).').waitFor();
    await page.getByText('There is nothing here that you may see.').waitFor();
    await page.locator('[name=departmentId] [value=emergency]').waitFor({ state: 'attached' });
    expect(await page.locator('[name=departmentId] option').allTextContents()).toEqual(['all', 'Emergency (synthetic)']);
    expect(await page.locator('[name=teamId] option').count()).toBeGreaterThan(2);
    await open('/tickets/demo-ticket-none');
    await page.getByText('Or it does not belong to the departments and teams that you may see.').waitFor();
    await isForEverybody();
    await page.context().clearCookies();
  });

  it('says why the server knows nobody, in place of an empty page', async () => {
    await as('NOBODY');
    await page.goto(server.url);
    expect(await page.getByRole('alert').innerText()).toContain('"NOBODY" does not name a role');
    expect(mistakes.splice(0)).toEqual([expect.stringContaining('400')]);
    await page.context().clearCookies();
  });

  it('goes on by itself when the server was away', async () => {
    await open('/');
    const { port } = new URL(server.url);
    await server.stop();
    await openMenu();
    await page.getByRole('banner').getByRole('link', { name: 'Promises' }).click();
    await page.getByRole('alert').waitFor();
    server = await RunningServer.start({ ...engines.environment, PORT: port });
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Promises' }).waitFor();
  });
});
