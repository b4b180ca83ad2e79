import { shell } from '../../support/shell.js';

/** Runs `rapport projections verify` and resolves to the views that are not as the log has them. */
export async function differingViews(environment: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const { exit, out, err } = await shell(['projections', 'verify', '--json'], environment);
  const lines = out.trim().split('\n').filter(Boolean);
  const reports = lines.map((line) => JSON.parse(line) as { different?: number });
  if (reports.length === 0 || reports.some(({ different }) => different === undefined)) {
    throw new Error(`verify ended with ${String(exit)}: ${out}${err}`);
  }
  return reports.filter(({ different }) => different !== 0);
}
