import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { AGGREGATES } from '../../../src/domain/aggregates.js';
import { MergeDepartment, RegisterDepartment, SplitDepartment } from '../../../src/domain/department/commands.js';
import type { Aggregate } from '../../../src/domain/kernel/command.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { tell } from '../../support/decider.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();

it('refuses references to nothing and to what goes on as another, and says as whom', async () => {
  const log = await openEventLog(`file:${join(temporaryFolder(), 'events.db')}`);
  try {
    const deciders = new Map(Object.entries(AGGREGATES).map(([name, { decider }]) => [name as Aggregate, decider]));
    const runner = new LogCommandRunner(log, { deciders }, 'main');
    const register = (departmentId: string) =>
      runner.execute(tell(RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL' }));
    const split = (...intoDepartmentIds: string[]) =>
      runner.execute(tell(SplitDepartment, { departmentId: 'a', intoDepartmentIds }));
    for (const id of ['a', 'b', 'c']) await register(id);
    await expect(split('b', 'nowhere')).rejects.toMatchObject({ code: 'NOT_REGISTERED', field: 'intoDepartmentIds' });
    await runner.execute(tell(MergeDepartment, { departmentId: 'c', intoDepartmentId: 'b' }));
    const gone = { code: 'NOT_REGISTERED', field: 'intoDepartmentIds', remedy: expect.stringContaining('Name "b"') as unknown };
    await expect(split('b', 'c')).rejects.toMatchObject(gone);
    await register('d');
    expect(await split('b', 'd')).toMatchObject({ stream: 'department-a', events: 1 });
  } finally {
    await log.close();
  }
});
