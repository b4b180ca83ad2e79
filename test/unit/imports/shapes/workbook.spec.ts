import { describe, expect, it } from 'vitest';
import { importText, told } from '../support/import-text.js';
import { zipOf } from '../support/zip.js';

const mapping = (more = '') => `
name: workbook
format: { type: xlsx${more} }
source: { system: wb }
fidelity: SNAPSHOT
record: { key: Id }
zone: Europe/Berlin
times: { Opened: iso, Solved: iso }
occurredAt: Opened
derive: { Solved: '{Day}T{Hour}' }
registers: { departments: { column: Ward } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, category: '{Kind}' } }
milestones: [{ at: Solved, command: ResolveTicket, fields: { workaround: false } }]
`;
const ROWS = [
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Ward</t></is></c><c r="D1" t="str"><v>Day</v></c><c r="E1" t="str"><v>Hour</v></c><c r="F1" t="str"><v>Kind</v></c></row>',
  '<row r="2"><c r="A2"><v>7</v></c><c r="B2" s="1"><v>45717.375</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" s="2"><v>45718</v></c><c r="E2" s="3"><v>0.5</v></c><c r="F2"><v>3.2999999999999998</v></c></row>',
  '<row r="4"><c r="A4"><v>8</v></c><c r="B4" s="1"><v>45717.375</v></c><c r="C4" t="s"><v>2</v></c></row>',
  '<row r="5"><c r="A5"><v>9</v></c><c r="H5"><v>1</v></c></row>',
];
const sheet = (rows: readonly string[]) => `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
const members = (names: readonly string[], rows = ROWS) => ({
  'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr/><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/sheet${i}.xml"/>`).join('')}</Relationships>`,
  'xl/sharedStrings.xml':
    '<x:sst xmlns:x="x"><x:si><x:t>Id</x:t></x:si><x:si><x:r><x:t>Ope</x:t></x:r><x:r><x:t>ned</x:t></x:r></x:si><x:si><x:t>ICU_x0020_1</x:t><x:rPh><x:t>sound</x:t></x:rPh></x:si></x:sst>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy&quot; um &quot;hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>',
  ...Object.fromEntries(names.map((_, i) => [`xl/worksheets/sheet${i}.xml`, sheet(i === 0 ? rows : [])])),
});

describe('a workbook', () => {
  it('is read by what its cells mean: shared texts, numbers, dates by their format', async () => {
    const { report, runner } = await importText(mapping(), zipOf(members(['Tickets'])));
    expect(report.rows).toEqual({ in: 3, accepted: 2, rejected: 1 });
    expect(report.rejects).toEqual([{ row: 3, code: 'BROKEN_ROW', detail: 'line 5: it has 8 cells, but the header has 6' }]);
    expect(told(runner, 'wb-7')).toEqual(['LogTicket@2025-03-01T08:00', 'ResolveTicket@2025-03-02T11:00']);
    expect(runner.commands('RegisterDepartment').map(({ name }) => name)).toEqual(['ICU 1']);
    expect(runner.commands('LogTicket').map(({ category }) => category)).toEqual(['3.3', undefined]);
  });

  it.each([
    [
      'a text in place, and how it is pronounced',
      't="inlineStr"><is><r><t>N</t></r><r><t>ord</t></r><rPh><t>no</t></rPh></is>',
      'Nord',
    ],
    ['a number of more digits than a fraction has', '><v>12345678901234567</v>', '12345678901234567'],
    ['a fraction', '><v>1E-2</v>', '0.01'],
    ['a date that is shown without its time', 's="2"><v>45717.375</v>', '2025-03-01T09:00:00'],
    ['a date', 's="2"><v>45717</v>', '2025-03-01'],
    ['a date as strict workbooks hold it', 't="d"><v>2025-03-01T09:00:00.000</v>', '2025-03-01T09:00:00.000'],
    ['a number of hours', 's="4"><v>1.5</v>', '1.5'],
    ['an error', 't="e"><v>#N/A</v>', '#N/A'],
    ['yes', 't="b"><v>1</v>', 'TRUE'],
    ['a formula', 't="str"><f>A1&amp;B1</f><v>ab</v>', 'ab'],
  ])('holds %s', async (_, cell, category) => {
    const [head = '', first = ''] = ROWS;
    const row = first.replace(/<c r="F2".*<\/c>/, `<c r="F2" ${cell}</c>`);
    const { runner } = await importText(mapping(), zipOf(members(['Tickets'], [head, row])));
    expect(runner.commands('LogTicket').map((command) => command['category'])).toEqual([category]);
  });

  it('that counts its days from 1904 is read so', async () => {
    const rows = ROWS.map((row) => row.replaceAll('>45717', '>44255').replace('>45718', '>44256'));
    const parts = members(['Tickets'], rows);
    const since1904 = parts['xl/workbook.xml'].replace('<workbookPr/>', '<workbookPr date1904="true"/>');
    const { runner } = await importText(mapping(), zipOf({ ...parts, 'xl/workbook.xml': since1904 }));
    expect(told(runner, 'wb-7')).toEqual(['LogTicket@2025-03-01T08:00', 'ResolveTicket@2025-03-02T11:00']);
  });

  it('may have hidden sheets and charts, and its shared texts under another name', async () => {
    const { 'xl/sharedStrings.xml': texts, ...parts } = members(['Tickets', 'Lists', 'Chart']);
    const file = zipOf({
      ...parts,
      'xl/texts.xml': texts,
      'xl/workbook.xml': parts['xl/workbook.xml'].replace('name="Lists"', 'name="Lists" state="veryHidden"'),
      'xl/_rels/workbook.xml.rels': parts['xl/_rels/workbook.xml.rels']
        .replace('Id="r2"', 'Id="r2" Type="http://schemas/relationships/chartsheet"')
        .replace('</R', '<Relationship Id="r9" Type="http://schemas/relationships/sharedStrings" Target="/xl/texts.xml"/></R'),
    });
    expect((await importText(mapping(), file)).report.rows.accepted).toBe(2);
  });

  it('of several sheets is read where the mapping names one', async () => {
    const file = zipOf(members(['Tickets', 'Notes']));
    await expect(importText(mapping(), file)).rejects.toMatchObject({ code: 'INVALID_FILE', field: 'format.sheet' });
    expect((await importText(mapping(', sheet: Tickets'), file)).report.rows.accepted).toBe(2);
  });

  it('has the text of merged cells in each of their rows, but not in their other columns', async () => {
    const [head = ''] = ROWS;
    const row = (line: number, ward: string) =>
      `<row r="${line}"><c r="A${line}"><v>${line}</v></c><c r="B${line}" s="1"><v>45717</v></c>${ward}</row>`;
    const merged = (...ranges: readonly string[]) =>
      `</sheetData><mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells><sheetData>`;
    const rows = [
      head,
      row(2, '<c r="C2" t="str"><v>ICU</v></c>'),
      row(3, '<c r="C3" t="str"><v>hidden below it</v></c>'),
      '<row r="4"><c r="C4"/></row>',
      row(5, ''),
      row(6, '<c r="C6" t="str"><v>ER</v></c>'),
      row(7, ''),
    ];
    const file = zipOf(members(['Tickets'], [...rows, merged('C2:C5', 'A1:B1', 'C6:F6')]));
    const { report, runner } = await importText(mapping(), file);
    expect(report.rejects).toMatchObject([{ row: 5, code: 'MISSING_VALUE' }]);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'EMPTY_LINES' }));
    expect(runner.commands('LogTicket').map(({ departmentId, category }) => [departmentId, category])).toEqual(
      [...Array(3).keys()].map(() => ['icu', undefined]).concat([['er', undefined]]),
    );
  });

  it('whose formula has no result, as other programs write it, is rejected in that row', async () => {
    const [head = '', first = ''] = ROWS;
    const formula = (cell: string) => first.replace(/<c r="F2".*<\/c>/, `<c r="F2"${cell}</c>`);
    const rows = [head, formula('><f>A1</f><v></v>'), formula(' t="str"><f>A1</f>'), formula(' t="str"><f>A1</f><v></v>')];
    const { report } = await importText(mapping(), zipOf(members(['Tickets'], rows)));
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([
      [1, 'BROKEN_ROW'],
      [2, 'BROKEN_ROW'],
    ]);
    expect(report.rejects[0]?.detail).toContain('the formula in column Kind has no result');
  });

  it.each([
    ['with a password, or of the old form', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file'],
    ['that is a table in truth', Buffer.from('Id,Opened\n'), 'format.type'],
    ['that is another archive', zipOf({ 'a.csv': 'Id\n' }), 'file'],
  ])('%s is refused', async (_, content, field) => {
    await expect(importText(mapping(), content)).rejects.toMatchObject({ code: 'INVALID_FILE', field });
  });

  it('is told from a table that is zipped', async () => {
    const asCsv = mapping().replace('type: xlsx', 'type: csv');
    await expect(importText(asCsv, zipOf(members(['Tickets'])))).rejects.toMatchObject({ field: 'format.type' });
  });
});
