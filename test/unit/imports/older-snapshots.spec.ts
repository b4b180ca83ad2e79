import { describe, expect, it } from 'vitest';
import { importText } from './support/import-text.js';
import { codes, mapping, night } from './support/nightly.js';
import { RecordingRunner } from './support/recording-runner.js';

describe('a snapshot that is older than what is on record', () => {
  it('tells nothing, and names the rows', async () => {
    const runner = new RecordingRunner();
    await night(runner, mapping('SNAPSHOT'), '1,2025-03-02 08:00,done,B,D,2,');
    const before = runner.story('desk-1');
    const report = await night(runner, mapping('SNAPSHOT'), '2,2025-03-01 08:00,new,A,D,1,', '1,2025-03-01 08:00,work,A,D,1,');
    expect(codes(report)).toEqual([['OLDER_SNAPSHOT', 2]]);
    expect(report.rows.accepted).toBe(2);
    expect(runner.story('desk-1')).toBe(before);
  });

  it('tells nothing where the newer one told of earlier moments alone', async () => {
    const text = mapping('SNAPSHOT')
      .replace('opening: {', 'opening: { at: opened,')
      .replace('solved:', 'opened: yyyy-MM-dd HH:mm, solved:');
    const tell = (runner: RecordingRunner, day: number, rest: string) =>
      importText(text, `id,opened,at,st,team,dept,solved\n1,2025-03-01 07:00,2025-03-0${day} 08:00,${rest}\n`, runner);
    for (const [newer, older] of [
      ['new,,D,', 'work,A,D,'],
      ['done,,D,2025-03-02 09:00', 'work,A,D,'],
    ] as const) {
      const runner = new RecordingRunner();
      await tell(runner, 4, newer);
      const before = runner.story('desk-1');
      expect(codes((await tell(runner, 3, older)).report)).toEqual([['OLDER_SNAPSHOT', 1]]);
      await tell(runner, 4, newer);
      expect(runner.story('desk-1')).toBe(before);
    }
  });

  it('tells nothing where the newer one changed nothing, which is on record once', async () => {
    const runner = new RecordingRunner();
    const text = mapping('SNAPSHOT');
    const tell = async (day: number, state: string) =>
      await night(runner, text, `1,2025-03-0${day} 08:00,${state},A,D,${day},`, `2,2025-03-0${day} 08:00,new,A,D,${day},`);
    await tell(1, 'work');
    expect((await tell(5, 'work')).byType).toMatchObject({ TicketRowsNoted: 2 });
    const before = runner.story('desk-1');
    expect(codes(await tell(3, 'done'))).toEqual([['OLDER_SNAPSHOT', 1]]);
    expect((await tell(5, 'work')).events.appended).toBe(0);
    expect(runner.story('desk-1')).toBe(before);
    expect((await tell(6, 'done')).byType).toMatchObject({ TicketResolved: 1, TicketRowsNoted: 1 });
    expect(codes(await tell(4, 'wait'))).toEqual([['OLDER_SNAPSHOT', 1]]);
  });

  it('and a newer one in one file are told as if the older were not there', async () => {
    const runner = new RecordingRunner();
    await night(runner, mapping('SNAPSHOT'), '1,2025-03-01 08:00,new,,D,1,', '1,2025-03-02 08:00,work,,D,2,');
    const report = await night(runner, mapping('SNAPSHOT'), '1,2025-03-01 12:00,new,A,D,3,', '1,2025-03-03 08:00,work,A,D,4,');
    expect(codes(report)).toEqual([['OLDER_SNAPSHOT', 1]]);
    expect(runner.story('desk-1')).toBe('LogTicket StartTicketWork AssignTicket');
  });
});
