import { describe, expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import type { ParkedEvents, ParkedFilter } from '../../../src/queries/projection-status.js';
import { run, services } from './fake-services.js';

const EVENT = {
  projection: 'ticket',
  key: 't1',
  eventId: 'e1',
  type: 'TicketLogged',
  position: '4',
  reason: 'no team',
  waiting: 2,
};
const parked = (parts: Partial<ParkedEvents>) => services({ projector: { parked: parts as ParkedEvents } });

describe('rapport parked', () => {
  it('list --json prints a line an event, of what was asked for', async () => {
    const list = async ({ projection = 'ticket', key = 't1' }: ParkedFilter) => [{ ...EVENT, projection, key }, EVENT];
    expect((await run('parked list --json --projection team --key x', parked({ list }))).objects).toEqual([
      { ...EVENT, projection: 'team', key: 'x' },
      EVENT,
    ]);
  });

  it('list says so when there is none', async () => {
    expect((await run('parked list', parked({ list: async () => [] }))).stdout).toBe('No event is parked.\n');
  });

  it('replay fails while some stay parked', async () => {
    const replay = async () => ({ replayed: 3, stillParked: 1 });
    const { objects, exit } = await run('parked replay --json', parked({ replay }));
    expect({ objects, exit }).toEqual({ objects: [{ replayed: 3, stillParked: 1 }], exit: 1 });
  });

  it('drop gives up no more than what was named', async () => {
    const asked: ParkedFilter[] = [];
    const drop = async (filter: ParkedFilter) => {
      asked.push(filter);
      return { dropped: 1 };
    };
    await run('parked drop --projection ticket --key t1', parked({ drop }));
    await run('parked drop --all', parked({ drop }));
    expect(asked).toEqual([{ projection: 'ticket', key: 't1' }, {}]);
  });
});

it('a refusal says on --json what it says everywhere: code, field, remedy and reasons', async () => {
  const reasons = [{ field: 'key', code: 'NOT_AN_ID' }] as const;
  const list = () =>
    Promise.reject(new RapportError('INVALID_INPUT', '`key` is no id.', { field: 'key', remedy: 'Mend it.', reasons }));
  const { objects, exit } = await run('parked list --json', parked({ list }));
  const error = { code: 'INVALID_INPUT', message: '`key` is no id.', field: 'key', remedy: 'Mend it.', reasons };
  expect({ objects, exit }).toEqual({ objects: [{ error }], exit: 1 });
});
