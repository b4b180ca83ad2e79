import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import fc from '../support/properties.js';
import { runs } from '../support/runs.js';
import { ticketProjection } from '../../projections/ticket/projection.js';
import { inProject } from '../unit/imports/support/files.js';
import { importText } from '../unit/imports/support/import-text.js';
import { RecordingRunner } from '../unit/imports/support/recording-runner.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const BEGIN = Date.UTC(2025, 2, 3);
const COLUMNS =
  'sys_id,number,incident_state,opened_at,resolved_at,closed_at,sys_updated_on,sys_updated_by,sys_mod_count,assignment_group,contact_type,category,subcategory,impact,urgency,priority,close_code,hold_reason,made_sla,reassignment_count,reopen_count,calendar_stc,business_stc';

/** A ticket as the other system has it after an update. */
interface Row {
  readonly ticket: number;
  readonly at: number;
  readonly state: string;
  readonly team: string;
  readonly reopenings: number;
  readonly line: string;
}
const step = fc.record({
  wait: fc.integer({ min: 1, max: 3_000 }),
  act: fc.constantFrom('WORK', 'WAIT', 'SOLVE', 'SOLVE', 'CLOSE', 'REOPEN', 'HAND_ON', 'CANCEL', 'EDIT'),
  team: fc.constantFrom('g1', 'g2', ''),
});
const tickets = fc.array(fc.tuple(fc.nat(5_000), fc.array(step, { maxLength: 9 })), { minLength: 1, maxLength: 4 });

const written = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** What ServiceNow has of each ticket after each update, in the order of time. */
function updatesOf(given: readonly (readonly [number, readonly { wait: number; act: string; team: string }[]])[]): Row[] {
  return given
    .flatMap(([offset, steps], ticket) => {
      const rows: Row[] = [];
      const opened = BEGIN + offset * MINUTE;
      let at = opened;
      let now = { state: '1', solved: '', closed: '', team: 'g1', reopenings: 0 };
      const save = () => {
        const { state, solved, closed, team, reopenings } = now;
        const line = `s${ticket},INC${ticket},${state},${written(opened)},${solved},${closed},${written(at)},a,${rows.length},${team},phone,,,2,2,3,,,true,0,${reopenings},,`;
        rows.push({ ticket, at, state, team, reopenings, line });
      };
      save();
      for (const { wait, act, team } of steps) {
        at += wait * MINUTE;
        const isOpen = ['1', '2', '3'].includes(now.state);
        if (act === 'WORK' && isOpen) now = { ...now, state: '2' };
        else if (act === 'WAIT' && isOpen) now = { ...now, state: '3' };
        else if (act === 'SOLVE' && isOpen) now = { ...now, state: '6', solved: written(at) };
        else if (act === 'CANCEL' && isOpen) now = { ...now, state: '8' };
        else if (act === 'CLOSE' && now.state === '6') now = { ...now, state: '7', closed: written(at) };
        else if (act === 'REOPEN' && (now.state === '6' || now.state === '7'))
          now = { ...now, state: '2', solved: '', closed: '', reopenings: now.reopenings + 1 };
        else if (act === 'HAND_ON') now = { ...now, team };
        save();
      }
      return rows;
    })
    .sort((a, b) => a.at - b.at);
}

/** Pictures of all tickets, or of those that changed since some days before the last picture. */
function nightsOf(rows: readonly Row[], { every, back }: { every: number; back: number | undefined }): Row[][] {
  const nights: Row[][] = [];
  for (let night = BEGIN + DAY; night <= rows.at(-1)!.at + every * DAY; night += every * DAY) {
    const from = back === undefined ? 0 : night - (every + back) * DAY;
    const latest = new Map(rows.filter(({ at }) => at > from && at <= night).map((row) => [row.ticket, row]));
    if (latest.size > 0) nights.push([...latest.values()]);
  }
  return nights;
}

const STATES: Readonly<Record<string, string>> = {
  1: 'NEW',
  2: 'IN_PROGRESS',
  3: 'ON_HOLD',
  6: 'RESOLVED',
  7: 'CLOSED',
  8: 'CANCELLED',
};

function standing(runner: RecordingRunner): Record<string, Record<string, unknown>> {
  const views: Record<string, unknown> = {};
  for (const [number, event] of runner.events('ticket').entries()) {
    const recorded = { ...event, id: String(number), revision: number, recordedAt: '' };
    views[event.stream] = ticketProjection.evolve((views[event.stream] ?? null) as never, recorded as never, '');
  }
  return views as Record<string, Record<string, unknown>>;
}
const facts = (runner: RecordingRunner) =>
  runner
    .events('ticket')
    .filter(({ type }) => type !== 'TicketRowsNoted')
    .map(({ stream, type, data, metadata }) => JSON.stringify([stream, type, metadata.occurredAt, data]));

it('pictures of a table of tickets, night by night, end in the story of one file, and older ones change nothing', async () => {
  const mapping = await readFile(inProject('mappings/servicenow-table.yaml'), 'utf8');
  const take = async (runner: RecordingRunner, rows: readonly Row[]) => {
    const lines = [...new Set([...rows].sort((a, b) => a.ticket - b.ticket || a.at - b.at).map(({ line }) => line))];
    await importText(mapping, `${COLUMNS}\n${lines.join('\n')}\n`, runner);
    return runner;
  };
  const how = fc.record({ every: fc.integer({ min: 1, max: 4 }), back: fc.option(fc.nat(3), { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(tickets.map(updatesOf), how, fc.infiniteStream(fc.nat()), async (rows, cut, chance) => {
      const nights = nightsOf(rows, cut);
      const runner = new RecordingRunner();
      for (const night of nights) await take(runner, night);
      const told = facts(runner);
      const { length } = runner.events('ticket');
      expect([...told].sort()).toEqual(facts(await take(new RecordingRunner(), nights.flat())).sort());

      const again = nights.map((night) => ({ night, place: chance.next().value as number })).sort((a, b) => a.place - b.place);
      for (const { night } of again) await take(runner, night);
      expect(facts(runner)).toEqual(told);
      expect(runner.events('ticket').length).toBe(length);

      const present = [...new Map(rows.map((row) => [row.ticket, row])).values()];
      await take(
        runner,
        rows.filter((row) => !present.includes(row)),
      );
      const parts = standing(runner);
      const whole = standing(await take(new RecordingRunner(), rows));
      for (const row of present) {
        const { ticket, state, team, reopenings } = row;
        const stands = { state: STATES[state], teamId: team === '' ? null : team };
        expect(whole[`ticket-servicenow-INC${ticket}`]).toMatchObject({ ...stands, reopenings });
        expect(parts[`ticket-servicenow-INC${ticket}`]).toMatchObject(stands);
      }
    }),
    { numRuns: runs(8, 600) },
  );
});
