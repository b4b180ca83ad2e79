// Generates docs/configuration.md from the declarations. A unit test fails when the page differs from them.
import './typescript.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';

const { configurationPage } = await import('../src/app/configuration/configuration-page.ts');
const page = new URL('../docs/configuration.md', import.meta.url);
mkdirSync(new URL('.', page), { recursive: true });
writeFileSync(page, configurationPage());
