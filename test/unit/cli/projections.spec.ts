import { describe, expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { LIVE, run, services } from './fake-services.js';
import { RecordingIo } from './recording-io.js';

const status = async () => [LIVE, { ...LIVE, name: 'team', state: 'CATCHING_UP' as const, behind: 12_345 }];

describe('rapport projections', () => {
  it('list prints a line a view, aligned for people', async () => {
    const { stdout, exit } = await run('projections list', services({ projector: { status } }));
    expect(stdout.split('\n')).toEqual([
      'view    version  state        behind  parked',
      'ticket        1  LIVE              0       0',
      'team          1  CATCHING_UP  12,345       0',
      '',
    ]);
    expect(exit).toBe(0);
  });

  it('list --json prints the promised fields and nothing else', async () => {
    const extra = async () => [{ ...LIVE, somethingOfOurs: true }];
    const { objects } = await run('projections list --json', services({ projector: { status: extra } }));
    expect(objects).toEqual([LIVE]);
  });

  it('verify fails when a view differs, and says what to do', async () => {
    const verify = async () => [
      { name: 'ticket', documents: 10, different: 0, firstDifference: null },
      { name: 'team', documents: 3, different: 1, firstDifference: 't-2' },
    ];
    const { objects, stderr, exit } = await run('projections verify --json', services({ projector: { verify } }));
    expect(objects[1]).toEqual({ name: 'team', documents: 3, different: 1, firstDifference: 't-2' });
    expect(stderr).toContain('rapport projections rebuild');
    expect(exit).toBe(1);
  });

  it('rebuild rebuilds the one that is named, tells how far it is and how it stands afterwards', async () => {
    const rebuilt: unknown[] = [];
    const io = new RecordingIo();
    const projector = {
      status,
      rebuild: async (name?: string, onProgress?: (progress: { name: string; done: number }) => void, signal?: AbortSignal) => {
        rebuilt.push(name, signal);
        onProgress?.({ name: 'team', done: 1_500 });
      },
    };
    await run('projections rebuild team --json', services({ projector }), io);
    expect(rebuilt).toEqual(['team', io.signal]);
    expect(io.steps).toEqual(['Rebuilding team: 1,500 events read']);
    expect(io.objects).toMatchObject([{ name: 'team' }]);
  });

  it('says a refusal on standard error and, for programs, as one object', async () => {
    const rollback = async () => {
      throw new RapportError('NOT_FOUND', 'there is no view "tickets"', {
        field: 'name',
        remedy: 'See: rapport projections list',
      });
    };
    const { objects, stderr, exit } = await run('projections rollback tickets --json', services({ projector: { rollback } }));
    expect(stderr).toBe('error NOT_FOUND: there is no view "tickets"\n  See: rapport projections list\n');
    expect(objects).toEqual([
      {
        error: {
          code: 'NOT_FOUND',
          message: 'there is no view "tickets"',
          field: 'name',
          remedy: 'See: rapport projections list',
        },
      },
    ]);
    expect(exit).toBe(1);
  });

  it('says an interruption as such', async () => {
    const io = new RecordingIo();
    const verify = async (): Promise<never> => {
      io.interrupt();
      throw io.signal.reason;
    };
    const { stderr, stdout, exit } = await run('projections verify', services({ projector: { verify } }), io);
    expect({ stdout, exit }).toEqual({ stdout: '', exit: 1 });
    expect(stderr).toContain('Interrupted.');
  });
});
