import { describe, expect, it, vi } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { importText, told } from './support/import-text.js';
import { RecordingRunner } from './support/recording-runner.js';

const MAPPING = `
name: clinic
format: { type: csv, delimiter: ';' }
source: { system: clinic }
fidelity: HISTORY
record: { key: Nr }
zone: Europe/Berlin
times: { Zeit: dd.MM.yyyy HH:mm }
occurredAt: Zeit
registers: { departments: { column: Abteilung } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
`;
const HEADER = 'Nr;Zeit;Abteilung\n';
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const changed = (from: string, to: string) => {
  expect(MAPPING).toContain(from);
  return MAPPING.replace(from, to);
};

/** Fails before anything is sent, and says why for programs too. */
async function refused(mapping: string, content: string | Uint8Array, error: object): Promise<void> {
  const runner = new RecordingRunner();
  const reasons = [{ field: expect.any(String), code: expect.any(String) }];
  await expect(importText(mapping, content, runner)).rejects.toMatchObject({ reasons, ...error });
  expect(runner.outcomes).toEqual([]);
}

describe('a row of a moment to come', () => {
  it('is rejected, and its departments with it', async () => {
    const { report, runner } = await importText(MAPPING, `${HEADER}1;01.03.2026 08:00;Chirurgie\n2;01.03.9026 08:00;Labor\n`);
    expect(report.rejects).toEqual([
      { row: 2, code: 'TIME_TO_COME', detail: 'line 3: it contains 9026-03-01T07:00:00.000Z, which is in the future' },
    ]);
    expect(report.rows).toEqual({ in: 2, accepted: 1, rejected: 1 });
    expect(runner.commands('RegisterDepartment').map(({ name }) => name)).toEqual(['Chirurgie']);
  });

  it('is taken where only a promise lies ahead', async () => {
    const mapping = `${changed('Zeit: dd.MM.yyyy HH:mm', 'Zeit: dd.MM.yyyy HH:mm, Frist: dd.MM.yyyy HH:mm')}
milestones: [{ at: Zeit, command: ShareTicketUpdate, fields: { human: true, proactive: true, visibility: DEPARTMENT, nextUpdateBy: { column: Frist, as: time } } }]
`;
    const { report } = await importText(mapping, `Nr;Zeit;Abteilung;Frist\n1;01.03.2026 08:00;Chirurgie;01.03.2096 08:00\n`);
    expect(report.rejects).toEqual([]);
  });
});

describe('a row of a moment that stands for none', () => {
  it('is rejected; from when on moments are believed can be set', async () => {
    const rows = `${HEADER}1;01.01.1985 08:00;Chirurgie\n2;01.01.1900 08:00;Chirurgie\n`;
    const rejectedFrom = async (earliest?: string) => {
      const { report } = await importText(MAPPING, rows, new RecordingRunner(), undefined, earliest);
      return report.rejects.map(({ row, code }) => [row, code]);
    };
    expect(await rejectedFrom()).toEqual([
      [1, 'INVALID_INPUT'],
      [2, 'INVALID_INPUT'],
    ]);
    expect(await rejectedFrom('1980-01-01T00:00:00.000Z')).toEqual([[2, 'INVALID_INPUT']]);
  });
});

describe('a file in another encoding than declared', () => {
  const rows = `${HEADER}1;01.03.2026 08:00;Chirurgie\n2;01.03.2026 08:00;Herz Süd\n`;

  it('has its garbled rows rejected: no garbled text becomes a department', async () => {
    const { report, runner } = await importText(MAPPING, latin1(rows));
    expect(report.rejects).toEqual([
      {
        row: 2,
        code: 'UNDECODABLE_TEXT',
        detail: 'line 3: Abteilung: it contains bytes that are not text in utf-8; declare format.encoding',
      },
    ]);
    expect(runner.commands('RegisterDepartment').map(({ name }) => name)).toEqual(['Chirurgie']);
    expect(report.warnings.map(({ code }) => code)).toEqual(['UNDECODABLE_TEXT']);
  });

  it('is taken once its encoding is declared', async () => {
    const { report, runner } = await importText(changed("delimiter: ';'", "delimiter: ';', encoding: iso-8859-1"), latin1(rows));
    expect(report.rows.rejected).toBe(0);
    expect(runner.commands('RegisterDepartment').map(({ departmentId, name }) => [departmentId, name])).toContainEqual([
      'herz-sud',
      'Herz Süd',
    ]);
  });

  it('is refused where it is UTF-8, and the mapping says otherwise', () =>
    refused(changed("delimiter: ';'", "delimiter: ';', encoding: windows-1252"), rows, {
      code: 'INVALID_FILE',
      field: 'format.encoding',
      remedy: expect.stringContaining('utf-8'),
    }));

  it('is taken as it is where the mapping says so, and where only unread columns are garbled', async () => {
    const kept = await importText(changed("delimiter: ';'", "delimiter: ';', undecodable: keep"), latin1(rows));
    expect(kept.report.rows.rejected).toBe(0);
    const unread = await importText(MAPPING, latin1('Nr;Zeit;Abteilung;Text\n1;01.03.2026 08:00;Chirurgie;Gerät\n'));
    expect(unread.report.rows.rejected).toBe(0);
  });

  it('and garbled column names is refused, naming the encoding and not the columns', async () => {
    const garbled = latin1('Nr;Zeit;Fähre\n');
    await refused(MAPPING, garbled, {
      code: 'INVALID_FILE',
      field: 'format.encoding',
      remedy: expect.stringContaining('windows-1252'),
    });
    const wide = Buffer.from(rows, 'utf16le');
    await refused(MAPPING, wide, { code: 'INVALID_FILE', field: 'format.encoding', remedy: expect.stringContaining('utf-16le') });
    // A byte order mark stands above what is declared.
    expect((await importText(MAPPING, Buffer.from(`\uFEFF${rows}`, 'utf16le'))).report.rows.accepted).toBe(2);
    const { report } = await importText(changed("delimiter: ';'", "delimiter: ';', encoding: utf-16le"), wide);
    expect(report.rows).toEqual({ in: 2, accepted: 2, rejected: 0 });
  });
});

describe('a header', () => {
  it('without rows is an import of nothing, which is said and leaves no trace', async () => {
    const { report, runner } = await importText(MAPPING, HEADER);
    expect(report.rows).toEqual({ in: 0, accepted: 0, rejected: 0 });
    expect(report.warnings).toEqual([{ code: 'NO_ROWS', count: 1, detail: 'the file has no rows', rows: [] }]);
    expect(runner.outcomes).toEqual([]);
  });

  it('that is not there at all is refused', () =>
    refused(MAPPING, '', { code: 'INVALID_FILE', message: expect.stringContaining('is empty') }));

  it('that names a column twice is refused where it is read, and its columns can be told apart', async () => {
    const twice = 'Nr;Zeit;Abteilung;Abteilung\n1;01.03.2026 08:00;Alt;Neu\n';
    await refused(MAPPING, twice, {
      code: 'INVALID_MAPPING',
      field: 'registers.departments.column',
      message: expect.stringContaining('names "Abteilung" 2 times'),
      remedy: expect.stringContaining('Abteilung#2'),
    });
    const { runner } = await importText(changed('column: Abteilung', 'column: Abteilung#2'), twice);
    expect(runner.commands('LogTicket')[0]).toMatchObject({ departmentId: 'neu' });
    expect((await importText(MAPPING, 'Nr;Zeit;Abteilung;Text;Text\n1;01.03.2026 08:00;Alt;a;b\n')).report.rows.accepted).toBe(1);
  });

  it('that is read as one column names the delimiter', () =>
    refused(changed("delimiter: ';'", "delimiter: ','"), `${HEADER}1;01.03.2026 08:00;A\n`, {
      code: 'INVALID_MAPPING',
      field: 'format.delimiter',
      message: expect.stringContaining('the header has only one column'),
    }));

  it.each([
    ['JSON', '{"result": [{"Nr": "1"}]}'],
    ['JSON', '[\n  { "Nr": "1" }\n]'],
    ['XML', '<?xml version="1.0"?>\n<log/>'],
    ['a web page', '<!DOCTYPE html>\n<p>Sign in'],
  ])('that is %s is no table', (kind, text) =>
    refused(MAPPING, text, { code: 'INVALID_FILE', field: 'format.type', message: expect.stringContaining(`is ${kind}`) }),
  );

  it.each([
    ['of which a spreadsheet says the delimiter first', `sep=;\n${HEADER}`, 'format.skipLines', 'skipLines: 1'],
    ['in quotes of its own', HEADER.replace(/[^;\n]+/g, "'$&'"), 'format.quote', `quote: "'"`],
  ])('%s, says what to declare', (_how, header, field, remedy) =>
    refused(MAPPING, `${header}1;01.03.2026 08:00;A\n`, {
      code: 'INVALID_MAPPING',
      field,
      remedy: expect.stringContaining(remedy),
    }),
  );

  it('below other lines is found where the mapping says how many they are', async () => {
    const { report } = await importText(
      changed("delimiter: ';'", "delimiter: ';', skipLines: 2"),
      `Tickets of March\n\n${HEADER}1;01.03.2026 08:00;A\n1;gestern;A\n`,
    );
    expect(report.rejects).toEqual([{ row: 2, code: 'INVALID_TIME', detail: expect.stringMatching(/^line 5: /) }]);
  });
});

describe('rows', () => {
  it('with NUL bytes are rejected, and the next goes on', async () => {
    const { report } = await importText(MAPPING, `${HEADER}1;01.03.2026 08:00;A\0B\n2;01.03.2026 08:00;A\n`);
    expect(report.rejects).toEqual([{ row: 1, code: 'BROKEN_ROW', detail: 'line 2: it contains a NUL byte, which is not text' }]);
    expect(report.rows).toEqual({ in: 2, accepted: 1, rejected: 1 });
  });

  it('that are broken cost themselves alone', async () => {
    const { report } = await importText(
      MAPPING,
      `${HEADER}1;01.03.2026 08:00\n2;01.03.2026 08:00;"A\n3;01.03.2026 08:00;A\n4;"x"y;z\n5;01.03.2026 08:00;A;\n6;01.03.2026 08:00;A`,
    );
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([1, 2, 4, 5].map((row) => [row, 'BROKEN_ROW']));
    expect(report.rows).toEqual({ in: 6, accepted: 2, rejected: 4 });
  });

  it.each([
    ['29.03.2026 02:30', 'zone: Europe/Berlin', '2026-03-29T01:30'],
    ['29.03.2026 02:30', 'zone: { name: Europe/Berlin, nonexistent: reject }', 'does not exist'],
    ['25.10.2026 02:30', 'zone: Europe/Berlin', '2026-10-25T00:30'],
    ['25.10.2026 02:30', 'zone: { name: Europe/Berlin, ambiguous: later }', '2026-10-25T01:30'],
    ['25.10.2026 02:30', 'zone: { name: Europe/Berlin, ambiguous: reject }', 'occurs twice'],
  ])('at %s, where clocks change, are read as declared: %s', async (time, zone, expected) => {
    const { report, runner } = await importText(changed('zone: Europe/Berlin', zone), `${HEADER}1;${time};A\n`);
    if (expected.startsWith('2026')) expect(told(runner, 'clinic-1')).toEqual([`LogTicket@${expected}`]);
    else expect(report.rejects).toEqual([{ row: 1, code: 'INVALID_TIME', detail: expect.stringContaining(expected) }]);
  });

  it('whose times may or may not name their zone are rejected where they do not and none is declared', async () => {
    const mapping = changed('dd.MM.yyyy HH:mm', 'iso').replace('zone: Europe/Berlin\n', '');
    const { report } = await importText(mapping, `${HEADER}1;2026-03-01T08:00:00Z;A\n2;2026-03-01T08:00:00;A\n`);
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([[2, 'TIME_WITHOUT_ZONE']]);
    const { report: berlin } = await importText(
      mapping,
      `${HEADER}2;2026-03-01T08:00:00;A\n`,
      new RecordingRunner(),
      'Europe/Berlin',
    );
    expect(berlin.rows.rejected).toBe(0);
  });

  it('that are rejected leave nothing behind: the next row tells what the rejected one would have told', async () => {
    const mapping = `${changed('{ column: Abteilung }', '{ column: Abteilung }, teams: { column: Team }').replace('Zeit: dd', 'Ende: dd.MM.yyyy HH:mm, Zeit: dd')}
milestones: [{ at: Ende, command: ResolveTicket, fields: { workaround: false } }]
`;
    const rows = ['08:00;Chirurgie;Hotline;', '09:00;Chirurgie;Netz;bald', '10:00;Chirurgie;Netz;01.03.2026 10:00'];
    const { report, runner } = await importText(
      mapping,
      `Nr;Zeit;Abteilung;Team;Ende\n${rows.map((row) => `1;01.03.2026 ${row}\n`).join('')}`,
    );
    expect(report.rejects).toMatchObject([{ row: 2, code: 'INVALID_TIME' }]);
    expect(told(runner, 'clinic-1')).toEqual([
      'LogTicket@2026-03-01T07:00',
      'AssignTicket@2026-03-01T07:00',
      'AssignTicket@2026-03-01T09:00',
      'ResolveTicket@2026-03-01T09:00',
    ]);
  });

  it('none of which can be taken leave nothing, not even a run', async () => {
    const { report, runner } = await importText(MAPPING, `${HEADER}1;gestern;A\n2;heute;A\n`);
    expect(report.rows).toEqual({ in: 2, accepted: 0, rejected: 2 });
    expect(report.events.appended).toBe(0);
    expect(runner.outcomes).toEqual([]);
  });

  it('are all counted, whatever is wrong with them', async () => {
    const kinds = [
      '1;01.03.2026 08:00;A',
      ';01.03.2026 08:00;A',
      '2;;A',
      '3;01.03.2026 08:00;',
      '4;x;A',
      '5',
      '"',
      '6;01.03.2026 08:00;\0',
    ];
    const rows = Array.from({ length: 400 }, (_, n) => kinds[(n * n + 3 * n) % kinds.length]);
    const { report } = await importText(
      changed('record: { key: Nr }', 'record: { key: Nr, contiguous: false }'),
      HEADER + rows.join('\n'),
    );
    expect(report.rows.in).toBe(400);
    expect(report.rows.accepted + report.rows.rejected).toBe(400);
    expect(report.rows.accepted).toBeGreaterThan(0);
    expect(report.rejects).toHaveLength(100);
  });
});

describe('a log that is away for a moment', () => {
  it('is waited for, and everything is taken in the end', async () => {
    const runner = new RecordingRunner();
    const answer = runner.executeAll.bind(runner);
    const away = vi.spyOn(runner, 'executeAll').mockRejectedValueOnce(new RapportError('LOG_UNAVAILABLE', 'away'));
    away.mockImplementation(answer);
    const { report } = await importText(MAPPING, `${HEADER}1;01.03.2026 08:00;Chirurgie\n`, runner);
    expect(report.rows).toEqual({ in: 1, accepted: 1, rejected: 0 });
    expect(runner.commands('LogTicket')).toHaveLength(1);
  });
});
