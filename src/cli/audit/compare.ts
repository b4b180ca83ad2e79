import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { compareReports, type SectionComparison } from '../../history/audit/compare-reports.js';
import { comparisonInWords, type ShellWords, shellWords } from '../../history/audit/audit-page.js';
import type { AuditReading } from '../../history/audit/read-audit.js';
import type { AuditRun } from '../../history/audit/run-audit.js';
import { EXIT } from '../call.js';
import { printJson, printLine, printTable } from '../print.js';
import type { ShowOptions } from '../commands/audit.js';
import { periodOf, printParts } from './print-run.js';
import { read } from './audits.js';

/** Values that are listed a section on the terminal; `--json` has all. */
const SHOWN = 5;

/** What two audits say differently. That they differ is no failure: most are compared for that. */
export const compare = (
  services: Services,
  ids: readonly [string, string],
  { json, lang = 'en' }: ShowOptions,
  io: CommandIo,
): Promise<number> =>
  withQueries(services, async (ask) => {
    // One after the other: the past views of one are let go before those of the other are folded.
    const a = runOf(await read(services, ask, ids[0], io));
    const b = runOf(await read(services, ask, ids[1], io));
    if (!a || !b) return EXIT.FAILED;
    const sections = compareReports(a.report, b.report);
    const same = sections.every((section) => section.same);
    if (json) printJson(io, { a: aboutOf(a), b: aboutOf(b), same, sections });
    else {
      describe(a, b, sections, await shellWords(lang), io);
      printParts(await comparisonInWords(a, b, lang), io);
    }
    return EXIT.DONE;
  });

/** What an audit says, or said; undefined: nothing of that is on record. */
const runOf = ({ audit, said }: AuditReading): AuditRun | undefined => (said === null ? undefined : { audit, ...said });

const aboutOf = ({ audit, report, hash }: AuditRun) => ({
  id: audit.auditId,
  position: audit.position,
  from: report.from,
  to: report.until,
  zone: audit.zone,
  departments: report.departmentIds,
  policy: { name: report.policy.name, version: report.policy.version },
  hash: hash.hash,
});

function describe(a: AuditRun, b: AuditRun, sections: readonly SectionComparison[], words: ShellWords, io: CommandIo): void {
  const worded = (value: unknown): string => (value === undefined ? words.absent : JSON.stringify(value));
  for (const [name, { audit, report }] of Object.entries({ A: a, B: b })) {
    const { policy } = report;
    printLine(io, `${name}  ${audit.auditId}: ${periodOf(audit)}, ${policy.name}@${policy.version}`);
  }
  printLine(io);
  printTable(
    io,
    [words.section, words.differing],
    sections.map(({ section, differences }) => [section, differences.length]),
  );
  for (const { section, differences } of sections.filter(({ same }) => !same)) {
    printLine(io);
    printLine(io, section);
    for (const one of differences.slice(0, SHOWN)) printLine(io, `  ${one.path}: ${worded(one.a)} | ${worded(one.b)}`);
    const more = differences.length - SHOWN;
    if (more > 0) printLine(io, `  ${words.andMore(more)}`);
  }
}
