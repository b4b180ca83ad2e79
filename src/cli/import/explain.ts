import { resolve } from 'node:path';
import { importPeople } from '../../app/importing/open-inbound.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { explainRow } from '../../imports/explain-row.js';
import { EXIT } from '../call.js';
import { counted } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';
import { type ImportOptions, joinsOf, mappingOf } from './options.js';

/** `import --explain`: prints what one row becomes, and why. Records nothing. */
export async function explain(
  { runner, people, configuration: { organizationId } }: Services,
  file: string,
  row: number,
  options: ImportOptions,
  io: CommandIo,
): Promise<number> {
  const { zone, json } = options;
  const request = {
    file: resolve(io.cwd, file),
    mapping: mappingOf(options, io),
    joins: joinsOf(options, io),
    row,
    organizationId,
    ...(zone !== undefined && { zone }),
  };
  const explanation = await explainRow(request, runner, (await importPeople(people))?.pseudonyms);
  if (json) {
    printJson(io, explanation);
    return EXIT.DONE;
  }
  const { record, together, cells, rejected, commands, alreadyThere, refused, warnings } = explanation;
  printLine(
    io,
    record === undefined
      ? `row ${row} belongs to no record`
      : `row ${row} belongs to ${record}, with ${counted(together.length, 'row')}`,
  );
  if (rejected !== undefined) printLine(io, `  rejected: ${rejected.code}: ${rejected.detail}`);
  for (const { command, occurredAt, actor } of commands) printLine(io, `  would send ${command} at ${occurredAt} by ${actor}`);
  for (const type of alreadyThere) printLine(io, `  already recorded: ${type}`);
  for (const { command, code, detail } of refused) printLine(io, `  refused: ${command}: ${code}: ${detail}`);
  for (const warning of warnings) printLine(io, `  warning ${warning}`);
  if (rejected === undefined && commands.length + alreadyThere.length + refused.length === 0)
    printLine(io, '  contains nothing that earlier rows do not contain');
  printLine(io);
  printTable(io, ['column', 'cell'], Object.entries(cells));
  return EXIT.DONE;
}
