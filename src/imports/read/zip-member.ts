import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { RapportError } from '../../domain/kernel/errors.js';
import type { OpenSource } from './open-source.js';

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);
/** Members that a refusal lists. */
const NAMED = 20;
const isTable = (name: string) => /\.(csv|tsv|txt|ndjson|jsonl|json|xes)$/i.test(name) && !name.startsWith('__MACOSX/');

/**
 * Streams one member of a ZIP: the declared one, else the only table in it. Nothing is unpacked to disk.
 * @throws RapportError INVALID_FILE naming the members when the choice is not clear, or when the ZIP is damaged.
 */
export async function openZipMember(file: string, member: string | undefined): Promise<OpenSource> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch((cause: Error) => {
    throw new RapportError('INVALID_FILE', `${file} is not a readable ZIP: ${cause.message}`, {
      field: 'file',
      remedy: 'Get it anew, or unpack it and import the table.',
      cause,
    });
  });
  try {
    const entries = await listEntries(zip);
    const wanted = entries.filter(({ fileName }) => (member === undefined ? isTable(fileName) : fileName === member));
    const [entry] = wanted;
    if (entries.some(({ fileName }) => fileName === 'xl/workbook.xml')) {
      throw new RapportError('INVALID_FILE', `${file} is an Excel workbook`, {
        field: 'file',
        remedy: 'Save the sheet as CSV (UTF-8).',
      });
    }
    if (entry === undefined || wanted.length > 1) {
      const names = entries
        .slice(0, NAMED)
        .map(({ fileName }) => fileName)
        .join(', ');
      throw new RapportError('INVALID_FILE', `${file} holds ${wanted.length} tables that could be meant, among: ${names}`, {
        field: 'file',
        remedy: 'Name the one to read in the mapping as format.member.',
      });
    }
    const stream = await promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry);
    stream.once('close', () => zip.close());
    return { stream: stream as OpenSource['stream'], totalBytes: entry.uncompressedSize, packedBytes: entry.compressedSize };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}
