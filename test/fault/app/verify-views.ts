import { Program } from '../../e2e/program.js';

/** Runs `rapport projections verify` and resolves to the views that are not as the log has them. */
export async function differingViews(environment: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const program = new Program('src/cli.ts', ['projections', 'verify', '--json'], { LOG_LEVEL: 'silent', ...environment });
  const exit = await program.ended;
  const lines = program.out.trim().split('\n').filter(Boolean);
  const reports = lines.map((line) => JSON.parse(line) as { different?: number });
  if (reports.length === 0 || reports.some(({ different }) => different === undefined)) {
    throw new Error(`verify ended with ${String(exit)}: ${program.out}${program.err}`);
  }
  return reports.filter(({ different }) => different !== 0);
}
