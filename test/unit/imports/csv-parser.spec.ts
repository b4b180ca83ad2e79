import { describe, expect, it } from 'vitest';
import { CsvParser, type CsvOptions } from '../../../src/imports/read/csv-parser.js';
import { isBroken, type ReadRow } from '../../../src/imports/read/row.js';

const parse = (text: string, sizes = text.length, delimiter = ','): ReadRow[] => {
  const parser = new CsvParser({ delimiter, quote: '"' });
  const rows: ReadRow[] = [];
  for (let at = 0; at < text.length; at += sizes) rows.push(...parser.push(text.slice(at, at + sizes)));
  return [...rows, ...parser.end()];
};
const shown = (rows: readonly ReadRow[]) =>
  rows.map((row) => (isBroken(row) ? `${row.line}: ${row.problem}` : row.cells.join('|')));

describe('CSV', () => {
  const text = 'a,b\r\n1,"x, y"\r\n2,"say ""hi"""\n3,"two\nlines"\n4,\n5,last';

  it('reads quotes, doubled quotes, line breaks within quotes, CRLF and a last line without an end', () => {
    expect(shown(parse(text))).toEqual(['1|x, y', '2|say "hi"', '3|two\nlines', '4|', '5|last']);
  });

  it.each([1, 2, 3, 7])('reads the same in pieces of %d characters', (size) => {
    expect(shown(parse(text, size))).toEqual(shown(parse(text)));
  });

  it('reads other delimiters', () => {
    expect(shown(parse('a;b\n1;"x;y"\n', 100, ';'))).toEqual(['1|x;y']);
  });

  it('reads a quote behind an equals sign, which keeps spreadsheets from changing a text', () => {
    expect(shown(parse('a,b\n="007","="\n="1, ""2""",=\n', 3))).toEqual(['007|=', '1, "2"|=']);
  });

  it('names rows by number and line, a quoted line break counting as a line', () => {
    const rows = parse('a,b\n1,"x\ny"\n2,z\n');
    expect(rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 2],
      [2, 4],
    ]);
  });

  it.each([
    ['too few fields', '1'],
    ['too many fields', '1,2,3'],
    ['a stray quote', '1,x"y'],
    ['text after a closing quote', '1,"x"y'],
    ['an unclosed quote', '1,"x'],
  ])('gives up a row with %s and goes on', (_, broken) => {
    const rows = parse(`a,b\n0,ok\n${broken}\n2,ok\n3,"fine"\n`);
    expect(rows.map((row) => (isBroken(row) ? row.number : 'ok'))).toEqual(['ok', 2, 'ok', 'ok']);
  });

  it('gives up only the line of an unclosed quote at the end of the file', () => {
    expect(shown(parse('a,b\n1,"x\n2,y\n3,z'))).toEqual(['2: a quote is not closed', '2|y', '3|z']);
  });

  it('passes over empty lines and counts them', () => {
    const parser = new CsvParser({ delimiter: ',', quote: '"' });
    expect(shown([...parser.push('a,b\n1,2\n\n3,4\n\n'), ...parser.end()])).toEqual(['1|2', '3|4']);
    expect(parser.emptyLines).toBe(2);
  });

  const parseWith = (options: Partial<CsvOptions>, text: string, size: number) => {
    const parser = new CsvParser({ delimiter: ',', quote: '"', ...options });
    const rows: ReadRow[] = [];
    for (let at = 0; at < text.length; at += size) rows.push(...parser.push(text.slice(at, at + size)));
    return shown([...rows, ...parser.end()]);
  };

  it.each([1, 3, 1000])('reads quotes that a sign escapes, in pieces of %d characters', (size) => {
    const escaped = 'a,b\n1,"say \\"hi\\", then \\\\"\n2,"C:\\dir"\n3,"x\\"\n4,y"\n5,z\n';
    expect(parseWith({ escape: '\\' }, escaped, size)).toEqual(['1|say "hi", then \\', '2|C:\\dir', '3|x"\n4,y', '5|z']);
  });

  it('takes quotes as text where none quotes', () => {
    expect(parseWith({ quote: undefined }, 'a,b\n1,5" screen\n2,"open\n', 1000)).toEqual(['1|5" screen', '2|"open']);
  });

  it('makes rows fit the header where they may be ragged; what stands beyond it is never cut off', () => {
    expect(parseWith({ fitsRows: true }, 'a,b\n1\n2,x,,\n3,x,y\n', 1000)).toEqual([
      '1|',
      '2|x',
      '4: it has 3 fields, but the header has 2',
    ]);
    expect(parseWith({ fitsRows: true }, 'a,b\n1,"x\ny",,\n2,"x\n3,x"\n', 1000)).toEqual(['1|x\ny', '2|x\n3,x']);
    expect(parseWith({ fitsRows: true }, 'a,b,c\n1,"x\n2,x"\n', 1000)).toEqual([
      '2: a quote is not closed',
      '3: a quote inside a field that is not quoted',
    ]);
  });
});
