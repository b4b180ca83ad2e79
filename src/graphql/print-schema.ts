import 'reflect-metadata';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { schemaText } from './schema-text.js';

/** Writes schema/schema.graphql. With --check only compares, and fails when the committed file differs from the code. */
const FILE = 'schema/schema.graphql';
const text = await schemaText();
if (!process.argv.includes('--check')) {
  await mkdir('schema', { recursive: true });
  await writeFile(FILE, text);
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write(`${FILE} is not what the code says. Run: node dist/src/graphql/print-schema.js\n`);
  process.exitCode = 1;
}
