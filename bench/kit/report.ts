import type { Row } from './row.js';

/** The result of a bench process: one line on standard output, read by the runner. Everything else goes to standard error. */
export type Outcome = { readonly rows: readonly Row[] } | { readonly skipped: string };

export const report = (outcome: Outcome): void => void process.stdout.write(`${JSON.stringify(outcome)}\n`);

export const progress = (words: string): void => void process.stderr.write(`  ${words}\n`);
