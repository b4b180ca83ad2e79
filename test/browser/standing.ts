import type { Page } from 'playwright-core';

/** The page's, in what is evaluated there. */
declare const document: { querySelectorAll(selector: string): ArrayLike<unknown> };
declare function requestAnimationFrame(done: (at: number) => void): void;

/** Pairs an answer. */
const PAGE = 500;

/** Answers to how it stands everywhere. */
function standingOf({ teams, departments }: { teams: number; departments: number }) {
  const ids = (kind: string, count: number) => Array.from({ length: count }, (_, place) => `${kind}-${place}`);
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
        score: { ...score, coverage: 0.7, weakest: null },
      },
    };
  };
  const pairs = ids('department', departments).flatMap((departmentId, row) =>
    ids('team', teams).map((teamId, column) => node(teamId, departmentId, row * teams + column)),
  );
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
        teams: { edges: ids('team', teams).map((teamId) => ({ node: { teamId, name: teamId } })) },
        departments: {
          edges: ids('department', departments).map((departmentId) => ({ node: { departmentId, name: departmentId } })),
        },
      },
    };
  };
}

/** Milliseconds of the page's own thread, whatever else the machine does, from the last answer until every pair is drawn. */
export async function processorTimeOfDrawing(
  page: Page,
  url: string,
  size: { teams: number; departments: number },
): Promise<number> {
  const pairs = size.teams * size.departments;
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
    if (variables.after === String(pairs - PAGE)) before = await spent();
    return route.fulfill({ json: answers(variables.after) });
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  await page.waitForFunction((count) => document.querySelectorAll('.matrix tbody td a').length === count, pairs, {
    polling: 'raf',
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const milliseconds = ((await spent()) - before) * 1_000;
  await page.unroute('**/graphql');
  await page.setViewportSize({ width: 360, height: 800 });
  await devtools.detach();
  return milliseconds;
}
