import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Configuration, shownLocation } from '../../app/configuration/configuration.js';
import { freeRoom } from '../../app/monitoring/free-room.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import { embeddedDirectories } from '../../app/owner/ownership.js';
import type { Services } from '../../app/services.js';
import { START } from '../../domain/kernel/event.js';
import type { Privacy } from '../../privacy/privacy.js';
import { anchorsSince } from '../../privacy/read-anchors.js';
import type { ProjectionStatus } from '../../queries/projection-status.js';
import { EXIT, type Ask } from '../call.js';
import { typeable } from '../in-environment.js';
import { counted } from '../../language.js';
import { printJson, printLine } from '../print.js';
import { explained } from '../report-failure.js';
import { version } from '../../built.js';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly remedy: string | null;
}

export function addDoctor(program: Command, ask: Ask): void {
  program
    .command('doctor')
    .description('Checks configuration, connections, versions and lag, and says what to do about each problem.')
    .option('--json', 'print JSON')
    .action(({ json = false }: { json?: boolean }) =>
      ask({
        name: 'doctor',
        json,
        onlyLooks: true,
        work: async (services, io) => report(await examine(services, io.cwd), json, io),
        instead: (failure, io, configuration) => report([versions(), failed('start', failure, configuration, io.cwd)], json, io),
      }),
    );
}

async function examine({ configuration, log, views, runner, privacy, projector }: Services, folder: string): Promise<Check[]> {
  const attempt = (name: string, check: () => Promise<Check>) =>
    check().catch((failure: unknown) => failed(name, failure, configuration, folder));
  const { role, organizationId, eventLog, viewStore } = configuration;
  const files = embeddedDirectories(configuration).filter((folder) => existsSync(folder));
  return [
    versions(),
    fine('configuration', `role ${role}, organisation ${organizationId}`),
    await attempt('event log', async () => {
      const [head, took] = await timed(() => log.head());
      return fine('event log', found(eventLog, `${head === START ? 'empty' : `head ${head}`}, response time ${took}`));
    }),
    await attempt('view store', async () => {
      const [catalog, took] = await timed(() => views.catalog());
      return fine('view store', found(viewStore, `${counted(catalog.length, 'view')}, response time ${took}`));
    }),
    ...(files.length > 0 ? [await attempt('disk', async () => fine('disk', await freeRoom(files)))] : []),
    // Without its other half, nothing can be said about the read records: they are sealed with a key, next to the texts.
    ...(privacy?.lost
      ? [{ name: 'texts', ok: false, ...privacy.lost }]
      : privacy
        ? [await attempt('reads', () => readsCheck(privacy, runner, configuration))]
        : []),
    ...(await viewChecks(projector, (remedy) => typeable(remedy, configuration, folder))),
  ];
}

/**
 * The detail of a store; for a missing embedded file, a hint instead. The doctor cannot distinguish a file that was moved or
 * deleted from one that was never created. The server that has it open can, at `/health/ready`.
 */
const found = (location: Configuration['eventLog'] | Configuration['viewStore'], what: string): string => {
  const isMissing = location.engine === 'embedded' && !existsSync(location.file);
  const missing =
    'the file does not exist. The first start creates it; if it existed before, it was moved or deleted: restore it first';
  return `${shownLocation(location)}: ${isMissing ? missing : what}`;
};

/**
 * Verifies the hash chain of the read records (who read which text), and against the anchors on record that its end was not cut
 * off.
 */
async function readsCheck(
  privacy: Privacy,
  runner: Services['runner'],
  { organizationId, readsKeptYears }: Configuration,
): Promise<Check> {
  const since = new Date();
  since.setUTCFullYear(since.getUTCFullYear() - readsKeptYears);
  const { reads, brokenAt } = await privacy.reads.verify(await anchorsSince({ runner, organizationId }, since.toISOString()));
  if (brokenAt === null) return fine('reads', `read log: ${counted(reads, 'record')}, none changed or missing`);
  const detail = `read log: record ${brokenAt} was changed or is missing`;
  return {
    name: 'reads',
    ok: false,
    detail,
    remedy: 'Compare it with an earlier backup: whoever changed it has write access to the store of texts.',
  };
}

async function viewChecks(projector: Services['projector'], typed: (remedy: string) => string): Promise<Check[]> {
  try {
    const checks = (await projector.status()).map(viewCheck);
    return checks.map((check) => ({ ...check, remedy: check.remedy && typed(check.remedy) }));
  } catch (failure) {
    return [failed('views', failure)];
  }
}

/** Being behind is normal for a view. Being stalled, being ahead of the log, or having parked events is not. */
function viewCheck({ name, state, behind, parked, position, head }: ProjectionStatus): Check {
  const isAhead = state === 'STALLED' && position > head;
  const detail = `${state}, ${isAhead ? 'ahead of the log' : `${counted(behind, 'event')} behind`}, ${parked} parked`;
  const remedy = isAhead
    ? 'The view belongs to another log, or the log was restored from an older backup. Name an empty database or file in VIEW_STORE: the views are rebuilt.'
    : state === 'STALLED'
      ? 'Is a process with ROLE=all or ROLE=projector running? Its log says why it does not advance. A view to which an earlier version of the program rolled back is rebuilt when this version starts again.'
      : parked > 0
        ? 'See the reason: rapport parked list. After the repair: rapport parked replay.'
        : null;
  return { name: `view ${name}`, ok: remedy === null, detail, remedy };
}

const versions = (): Check =>
  fine('versions', `Rapport ${version()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`);

const fine = (name: string, detail: string): Check => ({ name, ok: true, detail, remedy: null });

function failed(name: string, failure: unknown, configuration?: Configuration, folder?: string): Check {
  const { code, message, remedy } = explained(failure, configuration, folder);
  return { name, ok: false, detail: `${code}: ${message}`, remedy: remedy ?? null };
}

async function timed<T>(work: () => Promise<T>): Promise<[T, string]> {
  const began = performance.now();
  const result = await work();
  return [result, `${(performance.now() - began).toFixed(1)} ms`];
}

function report(checks: readonly Check[], json: boolean, io: CommandIo): number {
  const ok = checks.every((check) => check.ok);
  if (json) printJson(io, { ok, checks });
  else {
    for (const check of checks) {
      printLine(io, `${check.ok ? 'ok   ' : 'WRONG'}  ${check.name}: ${check.detail}`);
      if (check.remedy) printLine(io, `       ${check.remedy}`);
    }
    printLine(io, ok ? 'No problems found.' : `${counted(checks.filter((check) => !check.ok).length, 'problem')} found.`);
  }
  return ok ? EXIT.DONE : EXIT.FAILED;
}
