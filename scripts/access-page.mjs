// Generates the tables in docs/access.md from the declarations. A unit test fails when the page differs from them.
import './typescript.mjs';
import { readFileSync, writeFileSync } from 'node:fs';

const { withTables } = await import('../src/access/policy-table.ts');
const page = new URL('../docs/access.md', import.meta.url);
writeFileSync(page, withTables(readFileSync(page, 'utf8')));
