import { createHash } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Format } from '../mapping/mapping.js';
import { CsvParser } from './csv-parser.js';
import { NdjsonParser } from './ndjson-parser.js';
import { openSource } from './open-source.js';
import type { ReadRow, RowParser } from './row.js';

/** A file being read: its columns are known, its rows come in pages. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly ReadRow[]>;
  readonly totalBytes: number | undefined;
  /** So far. */
  readonly bytes: () => number;
  readonly emptyLines: () => number;
  readonly undecodable: () => number;
  /** SHA-256 of the bytes, hexadecimal; once, when all is read. */
  readonly contentHash: () => string;
  /** Releases the file; for those who stop before the end. */
  readonly close: () => void;
}

/**
 * Opens a table and reads up to its header.
 * @throws RapportError INVALID_FILE when it cannot be read or has no header; while reading, when it is damaged.
 */
export async function readRows(file: string, format: Format): Promise<RowSource> {
  const { stream, totalBytes } = await openSource(file, format.member);
  const parser = parserFor(format);
  const decoder = new TextDecoder(format.encoding ?? 'utf-8');
  let bytes = 0;
  let undecodable = 0;
  const hash = createHash('sha256');
  async function* read(): AsyncGenerator<readonly ReadRow[]> {
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        bytes += chunk.byteLength;
        hash.update(chunk);
        const text = decoder.decode(chunk, { stream: true });
        if (text.includes('\uFFFD')) undecodable++;
        yield parser.push(text);
      }
      yield [...parser.push(decoder.decode()), ...parser.end()];
    } catch (cause) {
      throw new RapportError('INVALID_FILE', `${file} cannot be read further: ${(cause as Error).message}`, {
        field: 'file',
        cause,
      });
    } finally {
      stream.destroy();
    }
  }
  const pages = read();
  const first = await readHeader(pages, parser);
  if (parser.columns === undefined)
    throw new RapportError('INVALID_FILE', `${file} is empty: not even a header`, { field: 'file' });
  async function* withFirst(): AsyncGenerator<readonly ReadRow[]> {
    yield first;
    yield* pages;
  }
  return {
    columns: parser.columns,
    pages: withFirst(),
    totalBytes,
    bytes: () => bytes,
    emptyLines: () => parser.emptyLines,
    undecodable: () => undecodable,
    contentHash: () => hash.digest('hex'),
    close: () => void stream.destroy(),
  };
}

async function readHeader(pages: AsyncGenerator<readonly ReadRow[]>, parser: RowParser): Promise<readonly ReadRow[]> {
  for (;;) {
    const next = await pages.next();
    if (next.done === true) return [];
    if (parser.columns !== undefined) return next.value;
  }
}

function parserFor({ type, delimiter, quote, columns }: Format): RowParser {
  if (type === 'ndjson') return new NdjsonParser(columns ?? []);
  return new CsvParser({ delimiter: delimiter ?? ',', quote: quote ?? '"', columns });
}
