import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import type { RebuildProgress } from '../../projector/projector-control.js';
import type { ProjectionBuild, ProjectionStatus } from '../../queries/projection-status.js';
import { EXIT, type Ask, type Work } from '../call.js';
import { typeable } from '../in-environment.js';
import { counted } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';

export function addProjections(program: Command, ask: Ask): void {
  const projections = program.command('projections').description('The views: state, rebuild, verification, rollback.');
  const add = (
    verb: string,
    argument: string | null,
    description: string,
    work: (name: string | undefined, json: boolean) => Work,
  ) => {
    const command = projections.command(verb).description(description).option('--json', 'print JSON, one line per view');
    if (argument !== null) command.argument(argument, 'the name of a view, as listed');
    command.action(() => {
      const { json = false } = command.opts<{ json?: boolean }>();
      ask({ name: `projections ${verb}`, json, work: work(command.args[0], json) });
    });
  };
  add('list', null, 'State and lag of each view.', (_, json) => (services, io) => list(services, json, io));
  add('rebuild', '[NAME]', 'Rebuilds a view (or all) beside the running one, then switches over.', (name, json) => {
    return (services, io) => rebuild(services, name, json, io);
  });
  add('verify', '[NAME]', 'Compares a view (or all) with a fresh fold of the log; fails if they differ.', (name, json) => {
    return (services, io) => verify(services, name, json, io);
  });
  add('rollback', '<NAME>', 'Returns to the build of the view before the last rebuild.', (name, json) => {
    return (services, io) => rollback(services, name!, json, io);
  });
}

async function list({ projector }: Services, json: boolean, io: CommandIo): Promise<number> {
  printStatus(await projector.status(), json, io);
  return EXIT.DONE;
}

async function rebuild({ projector }: Services, name: string | undefined, json: boolean, io: CommandIo): Promise<number> {
  await projector.rebuild(name, progressOf('Rebuilding', io), io.signal);
  const status = await projector.status();
  printStatus(name === undefined ? status : status.filter((view) => view.name === name), json, io);
  return EXIT.DONE;
}

async function verify(
  { projector, configuration }: Services,
  name: string | undefined,
  json: boolean,
  io: CommandIo,
): Promise<number> {
  const reports = await projector.verify(name, progressOf('Comparing', io), io.signal);
  if (json)
    for (const { name: view, documents, different, firstDifference } of reports)
      printJson(io, { name: view, documents, different, firstDifference });
  else {
    printTable(
      io,
      ['view', 'documents', 'different', 'first difference'],
      reports.map((report) => [report.name, report.documents, report.different, report.firstDifference ?? '']),
    );
  }
  const wrong = reports.filter(({ different }) => different > 0);
  if (wrong.length === 0) return EXIT.DONE;
  const [first] = wrong.map(({ name: view }) => view);
  const remedy = `Repair with: rapport projections rebuild${wrong.length === 1 ? ` ${first!}` : ''}`;
  io.err(
    `Different from the log: ${wrong.map(({ name: view }) => view).join(', ')}. ${typeable(remedy, configuration, io.cwd)}\n`,
  );
  return EXIT.FAILED;
}

async function rollback({ projector }: Services, name: string, json: boolean, io: CommandIo): Promise<number> {
  await projector.rollback(name);
  if (!json) printLine(io, `${name} now uses its previous build.`);
  printStatus(
    (await projector.status()).filter((view) => view.name === name),
    json,
    io,
  );
  return EXIT.DONE;
}

function printStatus(views: readonly ProjectionStatus[], json: boolean, io: CommandIo): void {
  if (json) {
    for (const { name, version, state, position, head, behind, parked, building } of views)
      printJson(io, { name, version, state, position, head, behind, parked, building });
    return;
  }
  printTable(
    io,
    ['view', 'version', 'state', 'behind', 'parked'],
    views.map(({ name, version, state, behind, parked }) => [name, version, state, behind, parked]),
  );
  for (const { name, building } of views) if (building) printLine(io, buildInWords(name, building));
}

/** Describes a rebuild: which version builds it, since when, and what to do when it is abandoned. */
function buildInWords(name: string, { version, startedAt, position, isOwn, isAbandoned }: ProjectionBuild): string {
  const what = `${name}: version ${version}, started ${startedAt ?? 'at an unknown moment'} by ${isOwn ? 'this' : 'another'} version of the program`;
  if (!isAbandoned) return `${what}, is being built, now at position ${position || '0'}, and will replace the running one.`;
  const start = isOwn ? 'the next start' : 'the next start of that version';
  return `${what}, is not in use and no longer being built: ${start} continues it, "rapport projections rebuild ${name}" replaces it.`;
}

const progressOf =
  (doing: string, io: CommandIo) =>
  ({ name, done }: RebuildProgress): void =>
    io.progress(`${doing} ${name}: ${counted(done, 'event')} read`);
