import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import type { ParkedFilter } from '../../queries/projection-status.js';
import { EXIT, type Ask, type Work } from '../call.js';
import { counted } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';

interface Options {
  readonly json?: boolean;
  readonly projection?: string;
  readonly key?: string;
  readonly all?: boolean;
}

export function addParked(program: Command, ask: Ask): void {
  const parked = program
    .command('parked')
    .description('Events that a projection could not fold, and the events that wait behind them.');
  const add = (name: string, description: string, work: (options: Options) => Work) => {
    const command = parked.command(name).description(description);
    return command
      .option('--projection <NAME>', 'only those of this view')
      .option('--key <KEY>', 'only those of this document')
      .option('--json', 'print JSON')
      .action((options: Options) => {
        if (name === 'drop' && !options.all && options.projection === undefined && options.key === undefined) {
          command.error("error: 'drop' discards events: choose them with --projection or --key, or use --all for all of them");
        }
        ask({ name: `parked ${name}`, json: options.json ?? false, work: work(options) });
      });
  };
  add('list', 'Lists them, with the reason.', (options) => (services, io) => list(services, options, io));
  add(
    'replay',
    'Folds them again, after a repair of the projection.',
    (options) => (services, io) => replay(services, options, io),
  );
  add(
    'drop',
    'Discards them in the view (the log keeps them) and folds what waits behind them.',
    (options) => (services, io) => drop(services, options, io),
  ).option('--all', 'every one');
}

const filterOf = ({ projection, key }: Options): ParkedFilter => ({
  ...(projection !== undefined && { projection }),
  ...(key !== undefined && { key }),
});

async function list({ projector }: Services, options: Options, io: CommandIo): Promise<number> {
  const meant = await projector.parked.list(filterOf(options));
  if (options.json) {
    for (const { projection, key, eventId, type, position, reason, waiting } of meant)
      printJson(io, { projection, key, eventId, type, position, reason, waiting });
  } else if (meant.length === 0) printLine(io, 'No event is parked.');
  else {
    printTable(
      io,
      ['view', 'key', 'event', 'waiting', 'reason'],
      meant.map((event) => [event.projection, event.key, event.type, event.waiting, event.reason]),
    );
  }
  return EXIT.DONE;
}

async function replay({ projector }: Services, options: Options, io: CommandIo): Promise<number> {
  const { replayed, stillParked } = await projector.parked.replay(filterOf(options));
  if (options.json) printJson(io, { replayed, stillParked });
  else printLine(io, `${counted(replayed, 'document')} no longer parked, ${counted(stillParked, 'document')} still parked.`);
  return stillParked === 0 ? EXIT.DONE : EXIT.FAILED;
}

async function drop({ projector }: Services, options: Options, io: CommandIo): Promise<number> {
  const { dropped } = await projector.parked.drop(filterOf(options));
  if (options.json) printJson(io, { dropped });
  else printLine(io, `${counted(dropped, 'event')} given up.`);
  return EXIT.DONE;
}
