import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAt } from '../support/ask-at.js';
import { RunningServer } from '../support/running-server.js';
import { isThere, launchBrowser, untilAnswered } from './browser.js';
import { ENGINES, type Engines, prepareEngines } from './engines.js';
import { expectForEverybody } from './for-everybody.js';

const PAIR = 'teamId: "desk", departmentId: "icu"';
const BY_IT = 'actor: { kind: IT_STAFF, ref: "lead" }';
/** IT proposes a charter, and says that a visit of last week was held. */
const STORY = (ago: (days: number) => string) => `mutation {
  registerDepartment(input: { departmentId: "icu", name: "ICU", kind: CLINICAL, occurredAt: "${ago(30)}" }) { position }
  registerServiceTeam(input: { teamId: "desk", name: "Desk", occurredAt: "${ago(30)}" }) { position }
  establishRelationship(input: { ${PAIR}, type: BASIC, occurredAt: "${ago(29)}" }) { position }
  planTouchpoint(input: { ${PAIR}, touchpointId: "v1", type: ROUNDING, plannedFor: "${ago(20)}", occurredAt: "${ago(28)}" }) { position }
  holdTouchpoint(input: { ${PAIR}, touchpointId: "v1", itAttendees: ["a"], departmentAttendees: ["b"], occurredAt: "${ago(20)}", ${BY_IT} }) { position }
  proposeRelationshipCharter(input: { ${PAIR}, side: IT, proposalId: "p1", acknowledgeMinutes: 60, occurredAt: "${ago(5)}", ${BY_IT} }) { position }
}`;

(isThere ? describe : describe.skip)(`what waits for the other side on ${ENGINES}`, () => {
  const mistakes: string[] = [];
  let engines: Engines;
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    engines = await prepareEngines();
    server = await RunningServer.start(engines.environment);
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    expect((await askAt(server.url, STORY(ago), {})).errors).toBeUndefined();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 360, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => mistakes.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await engines?.remove();
  });
  const openAs = async (role: string, path = '/relationships/desk/icu') => {
    await page.context().addCookies([{ name: 'rapport_role', value: role, url: server.url }]);
    await page.goto(server.url + path);
    await untilAnswered(page);
  };
  const record = async () => {
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: 'Show it' }).click();
    await page.waitForURL(/\/relationships\//);
    await page.getByRole('heading', { name: 'About this relationship' }).waitFor();
    await untilAnswered(page);
  };

  it('is offered to that side alone, with who says so since when', async () => {
    await openAs('TEAM_LEAD teams=desk');
    await page.getByRole('heading', { name: 'Proposed charter' }).waitFor();
    const answeredBy = page.locator('.facts div', { hasText: 'Must be agreed to by' });
    expect(await answeredBy.locator('dd').innerText()).toBe('department');
    expect(await page.getByRole('link', { name: 'Agree to this charter' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Withdraw this proposal' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Confirm that it was held' }).count()).toBe(0);
    await openAs('DEPARTMENT_MANAGER departments=icu');
    await page.getByText(/, lead$/).waitFor();
    await page.getByText('1 from IT, 1 from the department (reported by IT; not confirmed by the other side)').first().waitFor();
    expect(await page.getByRole('link', { name: 'Withdraw this proposal' }).count()).toBe(0);
    await expectForEverybody(page, mistakes);
  });
  it('becomes the charter when that side agrees', async () => {
    await page.getByRole('link', { name: 'Agree to this charter' }).click();
    await page.waitForURL(/acceptRelationshipCharter/);
    await page.locator('[name=proposalId]').waitFor();
    await expectForEverybody(page, mistakes);
    await record();
    await page.getByText('on the proposal of the other side, accepted by department').waitFor();
    expect(await page.getByRole('heading', { name: 'Proposed charter' }).count()).toBe(0);
  });
  it('shows a dispute in the list of meetings and in the evidence of the number', async () => {
    await page.getByRole('link', { name: 'Dispute that it was held' }).click();
    await page.locator('[name=reason]').selectOption('NOBODY_OF_THIS_SIDE');
    await record();
    const disputed = 'disputed by department: ';
    await page.getByText(disputed).first().waitFor();
    await openAs('DEPARTMENT_MANAGER departments=icu', '/relationships/desk/icu?component=ENGAGEMENT');
    const evidence = page.getByRole('table', { name: /^Evidence for/ });
    expect(await evidence.getByRole('row').nth(1).innerText()).toContain('went well');
    await evidence.getByText(disputed).waitFor();
    await expectForEverybody(page, mistakes);
  });
});
