import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { notFound } from '../../domain/kernel/errors.js';
import { type AuditReading, readAudit, type Verification, verificationOf } from '../../history/audit/read-audit.js';
import { type AuditRun, RunAudit } from '../../history/audit/run-audit.js';
import type { Ask } from '../../queries/ask.js';
import { type PinnedAudit, ListAudits, FindAudit } from '../../queries/audits.js';
import { Days } from '../../queries/days.js';
import { everyPage } from '../../queries/paging/page.js';
import type { ViewReader } from '../../queries/view-reader.js';
import { awaitViews, standStill } from '../await-views.js';
import { EXIT } from '../call.js';
import type { ShowOptions, RunOptions } from '../commands/audit.js';
import type { Language } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';
import { PROGRESS_WORDS } from './progress.js';
import { printRun, requireWritable, periodOf, printParts } from './print-run.js';
import { resolve } from 'node:path';
import { recordRun } from '../../history/audit/kept-result.js';
import { daysKnownAt, pinAudit } from '../../history/audit/pin-audit.js';
import { compareReports, type SectionComparison } from '../../history/audit/compare-reports.js';
import { comparisonInWords, type ShellWords, shellWords } from '../../history/audit/audit-page.js';

/**
 * Returns a reader once the views have reached the log's current head.
 * @throws RapportError VIEWS_UNAVAILABLE when they are stalled
 */
export async function upToDate(services: Services, io: CommandIo, lang: Language = 'en'): Promise<ViewReader> {
  io.progress(PROGRESS_WORDS[lang].waiting);
  const standing = await awaitViews(services, await services.log.head(), io);
  if (standing.length > 0) throw standStill(standing);
  return services.readers.at({});
}

/** `audit list`: prints the pinned audits. */
export const list = (services: Services, json: boolean, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const reader = await upToDate(services, io);
    const audits: PinnedAudit[] = [];
    for await (const audit of everyPage((page) => ask(ListAudits).execute(reader, page))) audits.push(audit);
    if (json) for (const audit of audits) printJson(io, lineOf(audit));
    else if (audits.length === 0) printLine(io, 'There are no audits yet: rapport audit run --from DAY --to DAY');
    else
      printTable(
        io,
        ['audit', 'from', 'to', 'departments', 'on record'],
        audits.map(lineOf).map(({ id, from, to, zone, departments, hash }) => {
          const days = new Days(zone);
          return [id, days.bound(from), days.bound(to), departments?.join(', ') ?? 'all', hash?.slice(0, 16) ?? 'no run'];
        }),
      );
    return EXIT.DONE;
  });

const lineOf = ({ auditId: id, from, until: to, zone, departmentIds, position, run }: PinnedAudit) => ({
  id,
  from,
  to,
  zone,
  departments: departmentIds.length === 0 ? null : departmentIds,
  position,
  hash: run?.hash ?? null,
});

/** Computes an audit and shows its progress. @throws RapportError NOT_FOUND when no audit with this id is pinned */
export async function compute(
  services: Services,
  ask: Ask,
  id: string,
  io: CommandIo,
  { lang = 'en', anew }: { readonly lang?: Language | undefined; readonly anew?: boolean } = {},
): Promise<AuditRun> {
  const reader = await upToDate(services, io, lang);
  const words = PROGRESS_WORDS[lang];
  const run = await ask(RunAudit).execute(reader, id, {
    ...(anew !== undefined && { anew }),
    onEvents: (done) => io.progress(words.read(id, done)),
    onSection: (section, done, all) => io.progress(words.section(id, section, done, all)),
    signal: io.signal,
  });
  if (run) return run;
  throw notPinned(id);
}

const notPinned = (id: string) =>
  notFound('id', 'audit', id, 'Correct the id, or pin the audit: rapport audit run --from DAY --to DAY');

/**
 * Reads an audit. When this version cannot compute it, prints on standard error whether the result of its first run is stored.
 * @throws RapportError NOT_FOUND when no audit with this id is pinned
 */
export async function read(services: Services, ask: Ask, id: string, io: CommandIo, lang?: Language): Promise<AuditReading> {
  const audit = await ask(FindAudit).execute(await upToDate(services, io, lang), id);
  if (!audit) throw notPinned(id);
  const reading = await readAudit(services.log, audit, () => compute(services, ask, id, io, { lang }));
  if (reading.source === 'COMPUTED') return reading;
  io.err(`${id} was computed with ${reading.cannotCompute.join(', ')}, which this version of Rapport cannot compute.\n`);
  io.err(
    reading.source === 'KEPT'
      ? '  this is the recorded result of its first run.\n'
      : `  only the hash of its result is recorded: ${reading.recorded}.\n`,
  );
  return reading;
}

export const show = (services: Services, id: string, options: ShowOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const { audit, said, recorded } = await read(services, ask, id, io, options.lang);
    if (said === null) return EXIT.FAILED;
    await printRun({ audit, ...said }, recorded, options, io);
    return EXIT.DONE;
  });

/** `audit verify`: recomputes an audit from the log and compares it with its first run. */
export const verify = (services: Services, id: string, json: boolean, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const verification = verificationOf(await compute(services, ask, id, io, { anew: true }));
    const { recorded: hash, recomputed, same, different, cannotCompute, formulaeChanged } = verification;
    if (json) printJson(io, { id, same, hash, recomputed, different, cannotCompute, formulaeChanged });
    else if (same) printLine(io, `${id} returns the same bytes: ${recomputed}`);
    return same ? EXIT.DONE : differs(id, verification, io);
  });

/** Prints how a run differs from the one on record. Returns the exit code. */
export function differs(id: string, verification: Verification, io: CommandIo): number {
  const { recorded, recomputed, cannotCompute, different, formulaeChanged } = verification;
  if (recorded === null) {
    io.err(`${id} returns ${recomputed}, but no run of it is recorded. Record this one with: rapport audit run ${id}\n`);
    return EXIT.FAILED;
  }
  if (cannotCompute.length > 0) {
    io.err(`${id} was computed with ${cannotCompute.join(', ')}, which this version of Rapport cannot compute.\n`);
    io.err(`  the recorded hash of its result is ${recorded}; rapport audit show ${id} shows what is stored of it\n`);
    return EXIT.FAILED;
  }
  io.err(`${id} differs: its recorded result is ${recorded}, and now it returns ${recomputed}.\n`);
  io.err(`  sections that differ: ${different.join(', ') || 'none; the period, the departments or the policy differ'}\n`);
  io.err(
    formulaeChanged.length > 0
      ? `  computed with other versions: ${formulaeChanged.join(', ')}\n`
      : '  computed with the same versions: the log has been altered, or this is a defect of Rapport.\n',
  );
  return EXIT.FAILED;
}

/** `audit run`: pins an audit or takes a pinned one, runs it, and records the result of its first run. */
export const run = (services: Services, id: string | undefined, options: RunOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const { from, to, department: departments = [], policy, atPosition: position, html, lang } = options;
    if (html !== undefined) await requireWritable(resolve(io.cwd, html));
    let auditId = id;
    if (from !== undefined && to !== undefined) {
      const reader = await upToDate(services, io, lang);
      const days = await daysKnownAt(ask, reader, position);
      const asked = { id, from: days.startOf(from), until: days.startOf(to), departments, policy, position };
      auditId = await pinAudit(sourcesOf(services, ask), reader, asked);
    }
    const done = await compute(services, ask, auditId!, io, { lang });
    const verification = verificationOf(done);
    if (verification.recorded === null) await recordRun(services.runner, done);
    await printRun(done, verification.recorded ?? verification.recomputed, options, io);
    return verification.recorded !== null && verification.same !== true ? differs(auditId!, verification, io) : EXIT.DONE;
  });

const sourcesOf = ({ log, readers: views, runner, configuration: { organizationId } }: Services, ask: Ask) => ({
  log,
  views,
  runner,
  ask,
  organizationId,
});

/** Differences listed per section on the terminal; `--json` prints all. */
const SHOWN = 5;

/**
 * `audit compare`: prints the differences of two audits. Exits with success even if they differ: that is what it is used to
 * find.
 */
export const compare = (
  services: Services,
  ids: readonly [string, string],
  { json, lang = 'en' }: ShowOptions,
  io: CommandIo,
): Promise<number> =>
  withQueries(services, async (ask) => {
    // In sequence: the past views of the first are released before those of the second are folded.
    const a = runOf(await read(services, ask, ids[0], io, lang));
    const b = runOf(await read(services, ask, ids[1], io, lang));
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

/** The computed or stored content of an audit; undefined when neither exists. */
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
