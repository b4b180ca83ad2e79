import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import {
  MergeDepartment,
  RegisterDepartment,
  RetireDepartment,
  SplitDepartment,
} from '../../../src/domain/department/commands.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { tell } from '../../support/decider.js';
import { ManualClock } from '../../support/manual-clock.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();

let log: EventLog;
beforeEach(async () => {
  log = await openEventLog(`file:${join(temporaryFolder(), 'events.db')}`);
});
afterEach(() => log.close());

const register = (departmentId: string) => tell(RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL' });

describe('a command that names other aggregates', () => {
  it('refuses what is not there and what goes on as another, and says as whom', async () => {
    const runner = new LogCommandRunner(log, DECIDERS, 'main');
    const split = (...intoDepartmentIds: string[]) =>
      runner.execute(tell(SplitDepartment, { departmentId: 'a', intoDepartmentIds }));
    for (const id of ['a', 'b', 'c']) await runner.execute(register(id));
    await expect(split('b', 'nowhere')).rejects.toMatchObject({ code: 'NOT_REGISTERED', field: 'intoDepartmentIds' });
    await runner.execute(tell(MergeDepartment, { departmentId: 'c', intoDepartmentId: 'b' }));
    const gone = { code: 'NOT_REGISTERED', field: 'intoDepartmentIds', remedy: expect.stringContaining('Name "b"') as unknown };
    await expect(split('b', 'c')).rejects.toMatchObject(gone);
    await runner.execute(register('d'));
    expect(await split('b', 'd')).toMatchObject({ stream: 'department-a', events: 1 });
  });

  it('refuses what another process has retired, at the latest a second later', async () => {
    const clock = new ManualClock();
    const [here, there] = [new LogCommandRunner(log, DECIDERS, 'main', clock), new LogCommandRunner(log, DECIDERS, 'main')];
    for (const id of ['a', 'b']) await here.execute(register(id));
    await there.execute(tell(RetireDepartment, { departmentId: 'b' }));
    await clock.pass(1_001);
    await expect(here.execute(tell(MergeDepartment, { departmentId: 'a', intoDepartmentId: 'b' }))).rejects.toMatchObject({
      code: 'NOT_REGISTERED',
      field: 'intoDepartmentId',
    });
  });
});
