import { describe, expect, it } from 'vitest';
import type { WorkCall } from '../../../src/cli/call.js';
import { parseCall } from '../../../src/cli/parse-call.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { LIVE, run, services } from './fake-services.js';
import { RecordingIo } from './recording-io.js';

interface Report {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly detail: string;
    readonly remedy: string | null;
  }[];
}
const healthy = { log: { head: async () => '7' }, views: { catalog: async () => [] }, projector: { status: async () => [LIVE] } };

describe('rapport doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { objects, exit } = await run('doctor --json', services(healthy));
    expect(exit).toBe(0);
    expect(objects).toMatchObject([{ ok: true }]);
    const names = (objects[0] as Report).checks.map(({ name }) => name);
    expect(names).toEqual(['versions', 'configuration', 'event log', 'view store', 'view ticket']);
    // Of the fake services there are no files.
    const details = (objects[0] as Report).checks.slice(2, 4).map(({ detail }) => detail);
    expect(details).toEqual(Array(2).fill(expect.stringContaining('the file does not exist')));
  });

  it('goes on after what fails, and names a remedy for each', async () => {
    const log = { head: () => Promise.reject(new RapportError('LOG_UNAVAILABLE', 'no answer', { remedy: 'Start it.' })) };
    const status = async () => [
      { ...LIVE, state: 'STALLED' as const },
      { ...LIVE, name: 'team', parked: 2 },
      { ...LIVE, name: 'bounces', state: 'CATCHING_UP' as const, behind: 9 },
    ];
    const { objects, exit } = await run('doctor --json', services({ ...healthy, log, projector: { status } }));
    expect(exit).toBe(1);
    const { ok, checks } = objects[0] as Report;
    expect(ok).toBe(false);
    const wrong = checks.filter((check) => !check.ok);
    expect(wrong.map(({ name }) => name)).toEqual(['event log', 'view ticket', 'view team']);
    expect(wrong[0]!.remedy).toBe('Start it.');
    expect(wrong[2]!.remedy).toContain('rapport parked list');
  });

  it('tells a view of another log from one that does not advance', async () => {
    const status = async () => [{ ...LIVE, state: 'STALLED' as const, position: '9', head: '7' }];
    const { objects } = await run('doctor --json', services({ ...healthy, projector: { status } }));
    const wrong = (objects[0] as Report).checks.find((check) => !check.ok);
    expect(wrong?.remedy).toContain('VIEW_STORE');
  });

  it('tells of lost texts or keys instead of judging the read records, which need both', async () => {
    const lost = { detail: 'The keys are not those', remedy: 'Put them back.' };
    const { objects, exit } = await run('doctor --json', services({ ...healthy, privacy: { lost } }));
    expect(exit).toBe(1);
    expect((objects[0] as Report).checks.filter((check) => !check.ok)).toEqual([{ name: 'texts', ok: false, ...lost }]);
    expect((objects[0] as Report).checks.map(({ name }) => name)).not.toContain('reads');
  });

  it('has a report also when the services cannot be opened', () => {
    const io = new RecordingIo();
    const call = parseCall(['doctor', '--json'], io) as WorkCall;
    expect(call.instead!(new RapportError('STORE_CORRUPT', 'damaged', { remedy: 'Restore it.' }), io)).toBe(1);
    expect(io.objects).toMatchObject([
      { ok: false, checks: [{ ok: true }, { ok: false, detail: 'STORE_CORRUPT: damaged', remedy: 'Restore it.' }] },
    ]);
  });
});
