import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningServer } from '../support/running-server.js';
import { isThere, launchBrowser, untilAnswered } from './browser.js';
import { ENGINES, type Engines, prepareEngines } from './engines.js';
import { expectForEverybody } from './for-everybody.js';

/** The page's, in what is evaluated there; the project itself is compiled without the DOM. */
declare const document: { readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number } };

const FILLED_WITHIN_MS = 600_000;

(isThere ? describe : describe.skip)(`the first page over an empty log on ${ENGINES}`, () => {
  let engines: Engines;
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    engines = await prepareEngines();
    server = await RunningServer.start(engines.environment);
    browser = await launchBrowser();
    page = await browser.newPage({ locale: 'de-DE' });
    page.setDefaultTimeout(120_000);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await engines?.remove();
  });

  it('shows the first steps, and says of a day in the past no more than that nothing was there', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Ihr eigenes Haus' }).waitFor();
    await page.getByRole('heading', { name: 'Zuerst umsehen' }).waitFor();
    expect(await page.locator('h2').count()).toBe(2);
    await page.goto(`${server.url}/?asOf=2026-01-01T23:59:59.999Z`);
    await untilAnswered(page);
    expect(await page.locator('h2').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('Bis zu diesem Tag war nichts aufgezeichnet.');
  });

  it.each([
    ['/departments', 'Noch ist keine Abteilung bekannt.'],
    ['/teams', 'Noch ist kein Team bekannt.'],
    ['/tickets', 'Kein Ticket passt zur Auswahl, oder es ist noch keines bekannt.'],
    ['/promises', 'Keine Zusage passt zur Auswahl, oder es ist noch keine bekannt.'],
    ['/audits', 'Noch wurde kein Audit berechnet.'],
    ['/imports', 'Noch wurde nichts importiert.'],
    ['/signed-in', 'An diesem Server meldet sich niemand mit einem Browser an.'],
  ])('says of the empty list of %s what would stand there', async (path, words) => {
    await page.goto(server.url + path);
    await page.locator('.nothing', { hasText: words }).waitFor();
    await expectForEverybody(page, []);
  });

  it.each([
    ['/departments/nobody', 'Diese Abteilung gibt es nicht.'],
    ['/teams/nobody', 'Dieses Team gibt es nicht.'],
  ])('says in the heading of %s that there is no such thing, and nothing else', async (path, words) => {
    await page.goto(server.url + path);
    await untilAnswered(page);
    expect(await page.locator('main').innerText()).toBe(words);
    await expectForEverybody(page, []);
  });

  it('takes today for the present, of which alone something can be known', async () => {
    await page.goto(server.url);
    await untilAnswered(page);
    const today = page.locator('.moment input').first();
    await today.fill((await today.getAttribute('max'))!);
    await page.getByText('Bis zu diesem Tag war nichts aufgezeichnet.').waitFor();
    expect(await page.locator('.failure').count()).toBe(0);
  });

  it('cuts nothing off while an answer is on its way', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.route('**/graphql', (route) => (route.request().postData()!.includes('auditRun') ? undefined : route.continue()));
    await page.goto(`${server.url}/audits/board`);
    const sentence = page.getByText('Das Audit wird aus dem Protokoll berechnet');
    await sentence.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByText('Es wurde nicht zu Ende berechnet').waitFor();
    await page.unrouteAll();
  });

  it('says in a form that cannot be sent yet what comes first, and leads there', async () => {
    await page.goto(`${server.url}/record/logTicket`);
    await untilAnswered(page);
    await expectForEverybody(page, []);
    await page.getByText('Hier gibt es noch nichts zu wählen.').getByRole('link', { name: 'Eine Abteilung eintragen' }).click();
    await page.waitForURL(/registerDepartment$/);
  });

  it('says in the reader’s language what is wrong, at its field', async () => {
    await page.goto(`${server.url}/record/registerDepartment`);
    await untilAnswered(page);
    await page.locator('button[type=submit]').click();
    const refusal = page.locator('.field [role=alert]');
    expect(await refusal.first().innerText()).toBe('Das wird gebraucht.');
    await page.locator('[name=departmentId]').fill('no id');
    await page.locator('[name=name]').fill('Notaufnahme');
    await page.locator('[name=kind]').selectOption('CLINICAL');
    await page.locator('button[type=submit]').click();
    await refusal.getByText('Eine Kennung hat 1 bis 100 Buchstaben').waitFor();
    expect(await refusal.locator('[lang=en]').count()).toBe(0);
  });

  it('keeps what was typed when the session is over, and says where to sign in meanwhile', async () => {
    await page.route('**/session', async (route) => {
      const session = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...session, mode: 'CLOSED', signIn: '/sign-in' } });
    });
    await page.goto(`${server.url}/record/registerDepartment`);
    await untilAnswered(page);
    await page.locator('[name=name]').fill('Notaufnahme');
    await page.locator('[name=departmentId]').fill('emergency');
    await page.locator('[name=kind]').selectOption('CLINICAL');
    const error = { message: 'The request contains no credentials', extensions: { code: 'UNAUTHENTICATED' } };
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: { errors: [error] } }));
    await page.locator('button[type=submit]').click();
    const again = page.getByRole('link', { name: 'In einem anderen Fenster neu anmelden' });
    expect(await again.getAttribute('href')).toBe('/sign-in?returnTo=%2Fsigned-in');
    expect(await again.getAttribute('target')).toBe('_blank');
    expect(await page.locator('[name=name]').inputValue()).toBe('Notaufnahme');
    await page.unrouteAll();
  });

  it.each([
    ['asks who is not signed in to do so', null, 'Bitte melden Sie sich an', 'Anmelden'],
    [
      'tells who has no role so, and lets them out',
      { subject: 'p', roles: [], may: [] },
      'Sie haben hier noch keine Rolle',
      'Abmelden',
    ],
  ])('%s', async (_, identity, heading, button) => {
    await page.route('**/session', (route) => route.fulfill({ json: { mode: 'CLOSED', signIn: '/sign-in', identity } }));
    await page.goto(server.url);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await page.getByRole('button').allInnerTexts()).toEqual([button]);
    await expectForEverybody(page, []);
    await page.unrouteAll();
  });

  it('says that a file did not arrive, and takes it when it is sent once more', async () => {
    await page.goto(`${server.url}/imports`);
    await untilAnswered(page);
    await page.locator('input[name=file]').setInputFiles('examples/hospital-incidents.csv');
    await page.locator('select[name=mapping]').selectOption('hospital-incidents');
    await page.route('**/uploads*', (route) => route.abort('connectionreset'));
    await page.getByRole('button', { name: 'Ansehen, was daraus würde' }).click();
    await page.getByText('Die Datei ist nicht angekommen').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Ansehen, was daraus würde' }).click();
    await page.locator('#came').waitFor();
  });

  it('says why a file cannot be read in the reader’s language, and not where the server keeps it', async () => {
    await page.locator('input[name=file]').setInputFiles({
      name: 'old.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    });
    await page.getByRole('button', { name: 'Ansehen, was daraus würde' }).click();
    const failure = page.locator('.failure');
    await failure.getByText('Die Datei hat eine andere Form, als die Zuordnung sagt.').waitFor();
    expect(await failure.locator('[lang=en]').textContent()).toMatch(/^old\.xls is an Excel workbook .*\. Save it/);
  });

  it(
    'fills a made-up hospital by one click, tells how far it is, and then has something to show',
    async () => {
      await page.goto(server.url);
      await untilAnswered(page);
      await page.getByRole('button', { name: 'Das erfundene Krankenhaus einfüllen' }).click();
      await page.waitForURL(`${server.url}/start`);
      // Servers take minutes for it on a busy machine.
      await page.locator('main [role=status] a').click({ timeout: FILLED_WITHIN_MS });
      await page.waitForSelector('#matrix');
    },
    FILLED_WITHIN_MS + 60_000,
  );

  it('leads from what a team of it still owes to all that it promised, the latest first', async () => {
    await page.goto(`${server.url}/teams/service-desk`);
    await page.getByRole('heading', { name: 'Offene Zusagen' }).waitFor();
    await page.getByRole('link', { name: 'Alle Zusagen' }).click();
    await page.waitForURL(/\/promises\?teamId=service-desk$/);
    await page.getByRole('heading', { level: 1, name: 'Zusagen' }).waitFor();
    await untilAnswered(page);
    const attributes = (selector: string, name: string) =>
      page.locator(selector).evaluateAll((all, of) => all.map((one) => one.getAttribute(of)), name);
    expect(new Set(await attributes('tbody td a[href^="/teams/"]', 'href'))).toEqual(new Set(['/teams/service-desk']));
    const due = await attributes('tbody td:nth-of-type(2) time', 'datetime');
    expect(due.length).toBeGreaterThan(2);
    expect(due).toEqual([...due].sort().reverse());
  });

  it('shows more of a long list, from its other end too, and saves all of it', async () => {
    for (const [path, list, rows] of [
      ['/tickets', 'Tickets', 'tickets'],
      ['/promises', 'Zusagen', 'commitmentLedger'],
    ] as const) {
      const answer = await page.request.post(`${server.url}/graphql`, { data: { query: `{ ${rows} { totalCount } }` } });
      const { totalCount } = ((await answer.json()) as { data: Record<typeof rows, { totalCount: number }> }).data[rows];
      await page.goto(server.url + path);
      const table = page.getByRole('table', { name: list, exact: true });
      await page.getByText(`50 von ${totalCount}.`).waitFor();
      await page.getByRole('button', { name: 'Mehr zeigen' }).click();
      await page.getByText(`100 von ${totalCount}.`).waitFor();
      const ids = await table.locator('tbody td:first-child, tbody th:first-child').allInnerTexts();
      expect(new Set(ids).size).toBe(100);
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Alle ${totalCount} Zeilen als CSV speichern` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`${list}.csv`);
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n')
        .slice(1);
      expect(lines.slice(0, 100).map((line) => line.split(',')[0])).toEqual(ids);
      expect(new Set(lines).size).toBe(totalCount);
    }
  });

  it('says of the file of a part that it is one', async () => {
    await page.goto(server.url);
    const attention = page.getByRole('button', {
      name: 'Nur diese 10 Zeilen als CSV speichern: Was zuerst Aufmerksamkeit braucht',
    });
    const saved = page.waitForEvent('download');
    await attention.click();
    expect((await saved).suggestedFilename()).toBe('Was zuerst Aufmerksamkeit braucht (nur 10 Zeilen).csv');
  });

  it('does not offer to end a contact that has ended', async () => {
    const query = '{ interactions(filter: { outcome: ABANDONED }, first: 1) { edges { node { interactionId } } } }';
    const answer = await page.request.post(`${server.url}/graphql`, { data: { query } });
    const { data } = (await answer.json()) as { data: { interactions: { edges: { node: { interactionId: string } }[] } } };
    await page.goto(`${server.url}/interactions/${data.interactions.edges[0]!.node.interactionId}`);
    await untilAnswered(page);
    expect(await page.locator('.record-links a').allInnerTexts()).toEqual(['Rückmeldung zu einem Kontakt geben']);
  });

  it('has one line of header at 360 px, from which the menu unfolds and folds by keyboard alone', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/departments`);
    await untilAnswered(page);
    const banner = page.getByRole('banner');
    expect((await banner.boundingBox())!.height).toBeLessThan(64);
    const teams = banner.getByRole('link', { name: 'Teams' });
    const button = page.getByRole('button', { name: 'Menü' });
    await button.press('Enter');
    await teams.waitFor();
    await expectForEverybody(page, []);
    await teams.press('Escape');
    await teams.waitFor({ state: 'hidden' });
    await page.locator('button.menu:focus').waitFor();
    await button.press('Enter');
    await teams.press('Enter');
    await page.waitForURL(/\/teams$/);
    await teams.waitFor({ state: 'hidden' });
    // A page of the past says so without the menu.
    await page.goto(`${server.url}/departments?asOf=2026-06-30T23:59:59.999Z`);
    await banner.getByText('Stand vom 30.06.2026').waitFor();
  });

  it('tells events by names and words', async () => {
    await page.goto(`${server.url}/streams/relationship-service-desk.emergency`);
    const name = 'Ereignisse: Beziehung Service Desk (synthetic) · Emergency (synthetic)';
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const table = page.getByRole('table');
    await table.getByRole('link', { name: 'Service Desk (synthetic)' }).first().waitFor();
    expect(await table.innerText()).not.toMatch(/teamId|plannedFor|ROUNDING|\d\dT\d\d:/);
    const query =
      '{ relationshipTimeline(teamId: "service-desk", departmentId: "emergency", first: 500, locale: DE) { edges { node { summary } } } }';
    const timeline = await (await page.request.post(`${server.url}/graphql`, { data: { query } })).text();
    expect(timeline).toMatch(/Das Ticket ging von [\w ]+ \(synthetic\) an [\w ]+ \(synthetic\)/);
  });
});
