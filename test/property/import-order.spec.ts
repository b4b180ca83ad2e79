import { describe, expect, it } from 'vitest';
import fc from '../support/properties.js';
import { runs } from '../support/runs.js';
import { ticketProjection } from '../../projections/ticket/projection.js';
import { PriorStream, recordOnLog } from '../../src/imports/plan/prior-record.js';
import type { RecordingRunner } from '../unit/imports/support/recording-runner.js';
import {
  apart,
  carryingMapping,
  cutAt,
  eventMapping,
  imported,
  laterMapping,
  log,
  mapping,
  onTheWall,
  reordered,
  repliesMapping,
  type Row,
  scattered,
  windows,
} from './import-logs.js';

const COUNTED = [
  'TicketResolved',
  'TicketPlacedOnHold',
  'TicketReassigned',
  'TicketReopened',
  'TicketClosed',
  'TicketRequesterReplied',
  'TicketUpdateChased',
];

/** How each ticket stands, and how often what happened to it. */
function meaning(runner: RecordingRunner): object {
  const tickets: Record<string, object> = {};
  for (const [number, event] of runner.events('ticket').entries()) {
    const recorded = { ...event, id: String(number), revision: number, recordedAt: '' };
    tickets[event.stream] = ticketProjection.evolve((tickets[event.stream] ?? null) as never, recorded as never, '') as object;
  }
  const counts: Record<string, number> = {};
  for (const stream of Object.keys(tickets)) {
    const events = runner.events('ticket').filter((event) => event.stream === stream);
    for (const { type } of recordOnLog(new PriorStream(events))) {
      if (COUNTED.includes(type)) counts[`${stream} ${type}`] = (counts[`${stream} ${type}`] ?? 0) + 1;
    }
  }
  return { tickets: Object.fromEntries(Object.entries(tickets).map(([id, ticket]) => [id, standing(ticket as never)])), counts };
}
const STANDING = [
  'state',
  'teamId',
  'reassignments',
  'reopenings',
  'cycle',
  'resolvedAt',
  'closedAt',
  'heldSince',
  'loggedAt',
  'category',
  'departmentId',
] as const;
const standing = (ticket: Record<string, unknown>) => Object.fromEntries(STANDING.map((field) => [field, ticket[field]]));

/** Every other row does not name its category. */
const sparse = ({ at, line }: Row, i: number): Row => ({ at, line: i % 2 === 1 ? line.replace(/[xy]$/, '') : line });

describe('windows of a log, in an order of their own', () => {
  const text = mapping('HISTORY', '');
  it.each([
    ['backwards', text],
    ['in any order', text],
    ['in any order, a row an event', eventMapping],
    ['in any order, with a category that is carried', carryingMapping],
    ['in any order, with replies of all rows but the first', repliesMapping],
    ['in any order, a row an event, with replies of all rows but the first', laterMapping],
    ['in any order, of rows here and there', text],
    ['in any order, a row an event, here and there', eventMapping],
    ['in any order, here and there, with replies of all rows but the first', repliesMapping],
    ['in any order, of files in no order', text.replace('ordering: [at]\n', '')],
    [
      'in any order, on the night that clocks go back',
      text.replace('zone: UTC', 'zone: Europe/Berlin').replace('ordering: [at]\n', ''),
    ],
  ])('end in the story of the whole at once: %s', async (how, text) => {
    await fc.assert(
      fc.asyncProperty(log, windows, windows, async (all, { cuts, overlap, order }, others) => {
        const rows = apart(how.includes('clocks') ? onTheWall(all) : how.includes('carried') ? all.map(sparse) : all);
        const parted = how.includes('here and there') ? scattered(rows, order) : cutAt(rows, cuts, overlap);
        const forward = parted.map((window) => (how.includes('no order') ? reordered(window, order) : window));
        const told = how === 'backwards' ? forward.reverse() : reordered(forward, order);
        const whole = meaning(await imported(text, [rows]));
        const parts = await imported(text, told);
        expect(meaning(parts)).toEqual(whole);
        const { length } = parts.events('ticket');
        await imported(text, [...reordered(cutAt(rows, others.cuts, others.overlap), others.order), rows], parts);
        expect(parts.events('ticket').length).toBe(length);
      }),
      { numRuns: runs(6, 2_000) },
    );
  });

  const known = {
    'a row that changed nothing stands after one that comes last': [['01 10:00;work'], ['03 10:00;work'], ['02 10:00;over']],
    'two that changed nothing do': [['01 10:00;work'], ['03 10:00;work'], ['04 10:00;work'], ['02 10:00;vendor']],
    'one that names the same wait does': [['01 10:00;vendor'], ['03 10:00;vendor'], ['02 10:00;caller']],
    'work that came before the ticket was solved is told last': [['02 10:00;done', '03 10:00;open'], ['01 10:00;work']],
    'two rows close it, and the later one comes again': [['07 01:42;over'], ['04 19:53;over'], ['07 01:42;over']],
    'a row between two that close it comes last': [['07 01:42;over'], ['04 19:53;over'], ['05 10:00;work']],
    'a row between two that open it comes last': [['07 01:42;open'], ['04 19:53;open'], ['05 10:00;done']],
    'two earlier ones come backwards, the first without a team': [['03 10:00;vendor'], ['02 10:00;over'], ['01 10:00;done;x;']],
    'two earlier ones come backwards, the second without a team': [
      ['03 10:00;over;y'],
      ['02 10:00;over;x;'],
      ['01 10:00;vendor'],
    ],
    'rows on both sides of a wait come last': [['02 10:00;vendor'], ['01 10:00;work', '03 10:00;work']],
    'rows on both sides of another category do': [['02 10:00;work;y'], ['01 10:00;work;x', '03 10:00;work;x']],
    'rows on both sides of another category come last, after a later one': [
      ['02 10:00;work;y', '04 10:00;work;y'],
      ['01 10:00;work;x', '03 10:00;work;x'],
    ],
    'two rows that name the category stand after an earlier opening': [
      ['01 23:42;open;x'],
      ['01 00:00;open;y', '01 23:42;open;x'],
      ['01 23:42;open;x', '03 18:54;open;x', '04 15:46;open;y'],
    ],
  };
  it.each([
    [
      'a row that does not name it stands after one that changes it',
      [['01 10:00;work;x', '03 10:00;done;'], ['02 10:00;work;y']],
    ],
    ['a row that names it again does', [['01 10:00;work;x', '03 10:00;done;x'], ['02 10:00;work;y']]],
    ['a window begins with a row that does not name it', [['01 10:00;work;x'], ['02 10:00;done;']]],
    ['the first row of all does not', [['02 10:00;work;y', '03 10:00;done;'], ['01 10:00;open;x']]],
    ['an earlier row names it, and none after', [['02 10:00;work;', '03 10:00;done;'], ['01 10:00;open;x']]],
  ])('end in it with a carried category where %s', async (_, told) => {
    const rows = (lines: readonly string[]): Row[] =>
      lines.map((line) => {
        const [at, status, category] = line.split(';');
        return { at: 0, line: `1;2025-03-${at};${status};A;D;${category}` };
      });
    const whole = rows([...new Set(told.flat())].sort());
    expect(meaning(await imported(carryingMapping, told.map(rows)))).toEqual(meaning(await imported(carryingMapping, [whole])));
  });

  it.each(Object.entries(known))('end in it where %s', async (_, told) => {
    const rows = (lines: readonly string[]): Row[] =>
      lines.map((line) => {
        const [at, status, category = 'x', team = 'A'] = line.split(';');
        return { at: 0, line: `1;2025-03-${at};${status};${team};D;${category}` };
      });
    const whole = rows([...new Set(told.flat())].sort());
    const parts = await imported(text, told.map(rows));
    expect(meaning(parts)).toEqual(meaning(await imported(text, [whole])));
    const { length } = parts.events('ticket');
    await imported(text, [...told.map(rows), whole], parts);
    expect(parts.events('ticket').length).toBe(length);
  });
});
