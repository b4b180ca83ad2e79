import { expect, it } from 'vitest';
import { awaitRecorded, awaitViews } from '../../../src/cli/await-views.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import type { ProjectorControl } from '../../../src/projector/projector-control.js';
import type { ProjectionStatus } from '../../../src/queries/projection-status.js';
import { ManualClock } from '../../support/manual-clock.js';
import { LIVE, services } from './fake-services.js';
import { RecordingIo } from './recording-io.js';

const STALLED: ProjectionStatus = { ...LIVE, state: 'STALLED', position: '6', behind: 1 };
const AWAY = new RapportError('VIEWS_UNAVAILABLE', 'away');

function neverThere(...looks: readonly (readonly ProjectionStatus[] | Error)[]): ProjectorControl {
  const left = [...looks];
  const projector: Partial<ProjectorControl> = {
    caughtUp: (_, signal) => new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error))),
    status: async () => {
      const seen = left.shift() ?? [];
      if (seen instanceof Error) throw seen;
      return seen;
    },
  };
  return projector as ProjectorControl;
}

/** Waits for position 7, with views that stand as given at one look after another, and never arrive. */
function waiting(...looks: readonly (readonly ProjectionStatus[] | Error)[]) {
  const clock = new ManualClock();
  const stop = new AbortController();
  const outcome = awaitViews({ projector: neverThere(...looks) }, '7', stop, clock);
  const passed = async (looked: number) => {
    for (let n = 0; n < looked; n += 1) await clock.pass(10_000);
    return Promise.race([outcome, clock.pass(0).then(() => 'waits on')]);
  };
  return { passed, stop, outcome };
}

it('Views that nobody brings forward are waited for no longer than two looks, and named', async () => {
  const { passed } = waiting([STALLED, LIVE], [STALLED]);
  expect(await passed(1)).toBe('waits on');
  expect(await passed(1)).toEqual(['ticket']);
});

it('Views that were stalled for a moment, are behind, or have come so far already are waited for', async () => {
  const behind: ProjectionStatus = { ...STALLED, state: 'CATCHING_UP' };
  const { passed } = waiting([STALLED], [behind], [STALLED], AWAY, [STALLED], [{ ...STALLED, position: '7' }]);
  expect(await passed(6)).toBe('waits on');
});

it('Views that arrive end the waiting', async () => {
  const projector = { caughtUp: async () => undefined } as unknown as ProjectorControl;
  expect(await awaitViews({ projector }, '7', new AbortController(), new ManualClock())).toEqual([]);
});

it('An interruption is no arrival', async () => {
  const { stop, outcome } = waiting();
  stop.abort(new Error('interrupted'));
  await expect(outcome).rejects.toThrow('interrupted');
});

it('What is recorded stays so where no process brings the views forward: it is said, and no failure', async () => {
  const [clock, io] = [new ManualClock(), new RecordingIo()];
  const said = awaitRecorded(services({ projector: neverThere([STALLED], [STALLED]) }), '7', io, clock);
  await clock.pass(10_000);
  await clock.pass(10_000);
  await said;
  expect(io.stderr).toMatch(/^Everything is recorded\. .*ticket\n.*ROLE=projector.*npx rapport doctor\n$/);
});
