import { describe, expect, it } from 'vitest';
import { RecordingRunner } from './support/recording-runner.js';
import { moves, take } from './support/replies.js';

const row = (at: string, what: string, solved = '', closed = '') =>
  [`1,2025-03-${at}`, what, 'A', 'D', ...[solved, closed].map((when) => when && `2025-03-${when}`)].join();
const FIRST = [row('01 08:00', 'said', '02 10:00'), row('01 09:00', 'said', '02 10:00')];
const SECOND = [
  row('01 08:00', 'said', '05 10:00', '06 10:00'),
  row('01 09:00', 'said', '05 10:00', '06 10:00'),
  row('04 09:00', 'said', '05 10:00', '06 10:00'),
];
const STORY = ['Resolved 02T10:00', 'Reopened 05T10:00', 'Resolved 05T10:00', 'Closed 06T10:00'];

describe('a later end in the columns of a history', () => {
  it.each([
    ['night by night', [FIRST, SECOND]],
    ['in one file', [[...FIRST, ...SECOND]]],
    ['the later night first', [SECOND, FIRST]],
  ])('tells the reopening that no row showed: %s', async (_, files) => {
    const runner = new RecordingRunner();
    const codes: string[] = [];
    for (const file of files) codes.push(...(await take(runner, ...file)).warnings.map(({ code }) => code));
    expect(moves(runner)).toEqual(STORY);
    expect(codes).toContain('REOPENED_UNSEEN');
    expect(runner.events('ticket').at(-1)?.data).not.toMatchObject({ state: 'IN_PROGRESS' });
    const { length } = runner.events('ticket');
    for (const file of [...files, SECOND, FIRST]) await take(runner, ...file);
    expect(runner.events('ticket').length).toBe(length);
  });

  it('tells none where a row shows it, nor where a row and a column tell one end at two moments', async () => {
    const shown = new RecordingRunner();
    await take(shown, ...FIRST);
    await take(shown, row('01 08:00', 'said', '05 10:00'), row('03 09:00', 'again', '05 10:00'));
    expect(moves(shown)).toEqual(['Resolved 02T10:00', 'Reopened 03T09:00', 'Resolved 05T10:00']);
    const twice = new RecordingRunner();
    await take(twice, row('01 08:00', 'said', '02 10:01'), row('02 10:00', 'done', '02 10:01'));
    expect(moves(twice)).not.toContain('Reopened 02T10:01');
  });
});
