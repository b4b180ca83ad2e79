import { describe, expect, it } from 'vitest';
import { csv } from '../../../web/src/parts/csv.js';

const saved = (...cells: readonly (string | number | null)[]) =>
  csv(
    cells.map((cell, place) => ({ heading: `c${place}`, cell: () => '', text: () => cell })),
    [0],
  ).split('\r\n')[1];

describe('a table saved as CSV', () => {
  it.each([
    ['words', 'Radiology', 'Radiology'],
    ['what CSV itself needs', 'a "b", c', '"a ""b"", c"'],
    ['a number', -0.25, '-0.25'],
    ['a number as text', '-1.5e3', '-1.5e3'],
    ['a formula', '=cmd|x', "'=cmd|x"],
    ['one by another sign', '+1-2', "'+1-2"],
    ['a dash before words', '-- none', "'-- none"],
    ['one behind a tab', '\t@SUM(A1)', "'\t'@SUM(A1)"],
    ['one behind a line feed', '\n=1+1', `"'\n'=1+1"`],
    ['one in full width', '＝1+1', "'＝1+1"],
    // Excel ends a cell by a semicolon where a comma stands in numbers.
    ['one behind what ends a cell elsewhere', 'Ward;=HYPERLINK("x")', `"Ward;'=HYPERLINK(""x"")"`],
    ['signs within words', 'a=b-c; d', 'a=b-c; d'],
    ['nothing', null, ''],
  ])('has %s as a spreadsheet is to read it', (_what, cell, expected) => {
    expect(saved(cell)).toBe(expected);
  });

  it('leaves out what there is only to click', () => {
    const columns = [
      { heading: 'Name', cell: () => 'Ward' },
      { heading: 'Open', cell: () => 'link', text: null },
    ];
    expect(csv(columns, [0])).toBe('Name\r\nWard\r\n');
  });
});
