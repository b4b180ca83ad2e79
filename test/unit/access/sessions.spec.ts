import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemorySessions } from '../../../src/access/sessions/session-store.js';
import { Sessions } from '../../../src/access/sessions/sessions.js';
import type { AssignedRole } from '../../../src/domain/access.js';

const MINUTE = 60_000;
const ADA = { subject: 'ada', roles: ['IT_AGENT'] as const };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T08:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

/** Two processes that share a store, and a browser that has signed in. */
async function signedIn() {
  const store = new MemorySessions();
  const given = { roles: [] as readonly AssignedRole[] };
  const assignedTo = () => {
    const { roles } = given;
    return { roles, holds: () => given.roles === roles };
  };
  const open = () => new Sessions(store, false, { idle: 30 * MINUTE, longest: 8 * 60 * MINUTE }, assignedTo);
  const [here, there] = [open(), open()];
  return { given, store, here, there, cookies: `${here.cookie}=${await here.begin(ADA)}` };
}

describe('a browser’s session', () => {
  it('ends when nobody has used it for as long as is configured', async () => {
    const { here, cookies } = await signedIn();
    const identity = (await here.identify(cookies))!;
    pass(30 * MINUTE - 1);
    expect(identity.holds()).toBe(true);
    pass(1);
    expect(identity.holds()).toBe(false);
    expect(await here.identify(cookies)).toBeUndefined();
  });

  it('goes on while it is used, in every process, and its streams with it', async () => {
    const { here, there, cookies } = await signedIn();
    const identity = (await here.identify(cookies))!;
    for (let minutes = 0; minutes < 120; minutes += 20) {
      pass(20 * MINUTE);
      expect(await here.identify(cookies)).toBe(identity);
      expect(await there.identify(cookies)).toMatchObject({ subject: 'ada' });
    }
    expect(identity.holds()).toBe(true);
  });

  it('ends in every process when the issuer tells that its person signed out there, but for what was begun since', async () => {
    const { here, there, cookies } = await signedIn();
    const identity = (await here.identify(cookies))!;
    const other = `${here.cookie}=${await here.begin({ ...ADA, subject: 'bob' })}`;
    pass(MINUTE);
    await there.endAll({ subject: 'ada' }, Date.now());
    expect(await identity.stillHolds()).toBe(false);
    expect(await here.identify(cookies)).toBeUndefined();
    expect(await here.identify(other)).toMatchObject({ subject: 'bob' });
    pass(1);
    expect(await here.identify(`${here.cookie}=${await here.begin(ADA)}`)).toMatchObject({ subject: 'ada' });
  });

  it('ends alone where one session at the issuer is named', async () => {
    const { here, cookies } = await signedIn();
    const [one, two] = [
      `${here.cookie}=${await here.begin({ ...ADA, issuerSession: 'one' })}`,
      `${here.cookie}=${await here.begin({ ...ADA, issuerSession: 'two' })}`,
    ];
    await here.endAll({ subject: 'ada', issuerSession: 'one' }, Date.now());
    expect(await here.identify(one)).toBeUndefined();
    for (const still of [two, cookies]) expect(await here.identify(still)).toMatchObject({ subject: 'ada' });
  });

  it('is listed for its person, and for nobody else, until it is over, whatever else the store keeps', async () => {
    const { here, there, cookies } = await signedIn();
    pass(MINUTE);
    const [issuerSession, browser] = ['one', 'Firefox '.repeat(100)];
    const second = `${here.cookie}=${await here.begin({ ...ADA, issuerSession }, browser)}`;
    await here.begin({ ...ADA, subject: 'bob' });
    expect(await there.of('ada')).toEqual([
      {
        ...{ id: here.idIn(second), browser: browser.slice(0, 200) },
        ...{ begunAt: '2026-03-01T08:01:00.000Z', endsAt: '2026-03-01T08:31:00.000Z' },
      },
      { id: here.idIn(cookies), browser: null, begunAt: '2026-03-01T08:00:00.000Z', endsAt: '2026-03-01T08:30:00.000Z' },
    ]);
    await here.endAll({ subject: 'ada', issuerSession }, Date.now());
    expect(await there.of('ada')).toMatchObject([{ browser: null }]);
    pass(29 * MINUTE);
    expect(await here.of('ada')).toEqual([]);
  });

  it('is ended by its person from another browser at once, and by nobody else', async () => {
    const { store, here, there, cookies } = await signedIn();
    const [identity, elsewhere] = [(await here.identify(cookies))!, (await there.identify(cookies))!];
    const id = here.idIn(cookies)!;
    await store.put('sign-in of somebody', { value: '{}', endsAt: '2026-03-01T09:00:00.000Z' });
    expect(await here.endOne('bob', id)).toBe(false);
    expect(await here.endOne('ada', 'sign-in of somebody')).toBe(false);
    expect(await here.identify(cookies)).toBe(identity);
    expect(await here.endOne('ada', id)).toBe(true);
    expect(await here.identify(cookies)).toBeUndefined();
    expect(identity.holds()).toBe(false);
    expect(await elsewhere.stillHolds()).toBe(false);
    expect(await here.endOne('ada', id)).toBe(false);
  });

  it('stays, however many others the issuer signs out', async () => {
    const [store, marks] = [new MemorySessions(2), new MemorySessions(2)];
    const times = { idle: 30 * MINUTE, longest: 8 * 60 * MINUTE };
    const sessions = new Sessions(store, false, times, () => ({ roles: [], holds: () => true }), marks);
    const cookies = `${sessions.cookie}=${await sessions.begin(ADA)}`;
    for (const subject of ['bob', 'cleo', 'dora']) await sessions.endAll({ subject }, Date.now());
    expect(await sessions.identify(cookies)).toMatchObject({ subject: 'ada' });
  });

  it('ends at once here with all that its person has', async () => {
    const { here, cookies } = await signedIn();
    await here.identify(cookies);
    await here.endAll({ subject: 'ada' }, Date.now());
    expect(await here.identify(cookies)).toBeUndefined();
  });

  it('ends so long after the sign-in as is configured, however much it is used', async () => {
    const { here, cookies } = await signedIn();
    for (let used = 0; used < 8 * 60 * MINUTE - 10 * MINUTE; used += 10 * MINUTE) {
      pass(10 * MINUTE);
      expect(await here.identify(cookies)).toBeDefined();
    }
    pass(10 * MINUTE);
    expect(await here.identify(cookies)).toBeUndefined();
  });

  it('is over for its streams, too, when its browser signs out', async () => {
    const { here, there, cookies } = await signedIn();
    const [identity, elsewhere] = await Promise.all([here.identify(cookies), there.identify(cookies)]);
    expect(await here.end(cookies)).toMatchObject(ADA);
    expect(identity!.holds()).toBe(false);
    pass(5_000);
    expect(await there.identify(cookies)).toBeUndefined();
    expect(elsewhere!.holds()).toBe(false);
  });

  it('is over for the streams of another process as soon as they ask', async () => {
    const { here, there, cookies } = await signedIn();
    const elsewhere = (await there.identify(cookies))!;
    expect(await elsewhere.stillHolds()).toBe(true);
    await here.end(cookies);
    expect(await elsewhere.stillHolds()).toBe(false);
    expect(elsewhere.holds()).toBe(false);
  });

  it('goes on for the streams of another process while it is used here, and is not used by them', async () => {
    const { here, there, cookies } = await signedIn();
    const elsewhere = (await there.identify(cookies))!;
    for (let minutes = 0; minutes < 60; minutes += 20) {
      pass(20 * MINUTE);
      await here.identify(cookies);
      expect(await elsewhere.stillHolds()).toBe(true);
    }
    pass(20 * MINUTE);
    expect(await elsewhere.stillHolds()).toBe(true);
    pass(10 * MINUTE);
    expect(await elsewhere.stillHolds()).toBe(false);
  });

  it('has a role that its person is given here from then on, and its streams begin anew', async () => {
    const { given, here, cookies } = await signedIn();
    const before = (await here.identify(cookies))!;
    const scope = { departmentIds: ['icu'], teamIds: [], everywhere: false };
    given.roles = [{ subjectRef: 'ada', role: 'DEPARTMENT_MANAGER', ...scope, assignedAt: '2026-03-01T08:00:00.000Z' }];
    expect(before.holds()).toBe(false);
    const both = (await here.identify(cookies))!;
    expect(both).toMatchObject({ roles: ['IT_AGENT', 'DEPARTMENT_MANAGER'], scope: { departments: ['icu'], teams: [] } });
    given.roles = [];
    expect(await both.stillHolds()).toBe(false);
    expect(await here.identify(cookies)).toMatchObject({ roles: ['IT_AGENT'], scope: { departments: [], teams: [] } });
  });

  it('is for streams what is known of it while the store does not answer', async () => {
    const { store, here, cookies } = await signedIn();
    const identity = (await here.identify(cookies))!;
    store.get = () => Promise.reject(new Error('away'));
    expect(await identity.stillHolds()).toBe(true);
    pass(30 * MINUTE);
    expect(await identity.stillHolds()).toBe(false);
  });
});
