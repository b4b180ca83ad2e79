import type { Page } from 'playwright-core';

/** The page's, in what is evaluated there. */
declare const document: { querySelectorAll(selector: string): ArrayLike<unknown> };
declare function requestAnimationFrame(done: (at: number) => void): void;

/** Pairs an answer. */
const PAGE = 500;

interface Size {
  readonly teams: number;
  readonly departments: number;
}

const PAIRS = 1_500;
/** 1,500 relationships: of a hospital where every team serves every department, and of one with few of all possible pairs. */
export const SIZES: readonly Size[] = [
  { teams: 30, departments: 50 },
  { teams: 400, departments: 600 },
];

/** Answers to how it stands everywhere. */
function standingOf({ teams, departments }: Size) {
  const node = (teamId: string, departmentId: string, place: number) => {
    const known = place % 7 !== 0 && {
      state: 'SCORED',
      value: 60 + (place % 30),
      low: 50 + (place % 30),
      high: 70 + (place % 30),
    };
    const score = known || { state: 'INSUFFICIENT_DATA', value: null, low: null, high: null };
    return {
      node: {
        relationshipId: `${teamId}.${departmentId}`,
        teamId,
        departmentId,
        team: { name: teamId },
        department: { name: departmentId },
        score: { ...score, coverage: 0.7, weakest: null },
      },
    };
  };
  // Each team and each department has some.
  const pairs = Array.from({ length: PAIRS }, (_, place) => {
    const department = place % departments;
    const team = (7 * department + Math.floor(place / departments)) % teams;
    return node(`team-${team}`, `department-${department}`, place);
  });
  return (after = '0') => {
    const end = Number(after) + PAGE;
    const relationships = {
      totalCount: pairs.length,
      pageInfo: { endCursor: String(end), hasNextPage: end < pairs.length },
      edges: pairs.slice(Number(after), end),
    };
    return {
      data: {
        relationships,
        teams: { totalCount: teams },
        departments: { totalCount: departments },
      },
    };
  };
}

/**
 * Milliseconds of the page's own thread, whatever else the machine does, from the last answer until every pair is drawn. The aim is
 * 300; how near it is, the machine decides as well (docs/explorer.md). Work for each pair of cells would be far beyond 1,000.
 */
export async function processorTimeOfDrawing(page: Page, url: string, size: Size): Promise<number> {
  const answers = standingOf(size);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () =>
    (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  let before = 0;
  await page.route('**/graphql', async (route) => {
    const { operationName, variables } = route.request().postDataJSON() as {
      operationName: string;
      variables: { after?: string };
    };
    if (operationName !== 'Standing') return route.continue();
    if (variables.after === String(PAIRS - PAGE)) before = await spent();
    return route.fulfill({ json: answers(variables.after) });
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  await page.waitForFunction((count) => document.querySelectorAll('.matrix tbody td a').length === count, PAIRS, {
    polling: 'raf',
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const milliseconds = ((await spent()) - before) * 1_000;
  await page.unroute('**/graphql');
  await page.setViewportSize({ width: 360, height: 800 });
  await devtools.detach();
  return milliseconds;
}
