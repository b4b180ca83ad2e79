import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { fillDemo, midnight } from '../../demo/fill-demo.js';
import { awaitRecorded } from '../await-views.js';
import { EXIT, type Ask } from '../call.js';
import { environmentOf } from '../in-environment.js';
import { day, wholeNumber } from '../option-values.js';
import { counted } from '../../language.js';
import { printJson, printLine } from '../print.js';

interface Options {
  readonly seed: number;
  readonly years: number;
  readonly end?: string;
  readonly json?: boolean;
}

export function addDemo(program: Command, ask: Ask): void {
  program
    .command('demo')
    .description(
      'Fills an empty log with a synthetic hospital, labelled as synthetic: identical for the same seed, years and end.',
    )
    .option('--seed <N>', 'which hospital', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--years <N>', 'number of years before the end', wholeNumber(1, 20), 2)
    .option('--end <DAY>', 'the last day, UTC; default: today', (text) => `${day(text)}T00:00:00.000Z`)
    .option('--json', 'print JSON')
    .action((options: Options) => {
      const { seed, years, end = midnight() } = options;
      ask({
        name: 'demo',
        json: options.json ?? false,
        // With an explicit end: the default, today, would be another day tomorrow.
        again: `rapport demo --seed ${seed} --years ${years} --end ${end.slice(0, 10)}`,
        work: (services, io) => fill(services, options, io),
      });
    });
}

/** Where to see the hospital: the address of the server that owns these services, or how to start one. */
export function whereToLook({ configuration, servedAt }: Services, { cwd }: Pick<CommandIo, 'cwd'>): string {
  if (servedAt !== undefined) return servedAt;
  const start = `${environmentOf(configuration, cwd)}npm start`;
  // With port 0 the system chooses the port when the server starts; the server then prints it.
  return configuration.port === 0
    ? `${start}, and open the address that it prints`
    : `${start}, then open http://127.0.0.1:${configuration.port}`;
}

async function fill(services: Services, options: Options, io: CommandIo): Promise<number> {
  const tally = await fillDemo(services, options, io.signal, ({ events: made, to: upTo }) =>
    io.progress(`Generating a hospital: ${counted(made, 'event')}, up to ${upTo.slice(0, 10)}`),
  );
  await awaitRecorded(services, tally.position, io);
  const { events, departments, teams, relationships, mergers, from, to, position } = tally;
  const { seed } = options;
  if (options.json) printJson(io, { seed, events, departments, teams, relationships, from, to, position });
  else {
    printLine(io, `A synthetic hospital (seed ${seed}): all of it is made up.`);
    printLine(
      io,
      `  ${counted(departments, 'department')}, ${counted(teams, 'team')}, ${counted(relationships, 'relationship')}`,
    );
    if (mergers > 0) {
      printLine(
        io,
        `  ${counted(mergers, 'department')} merged into another: lists show the two as one, and what both had with a team`,
      );
    }
    printLine(io, `  ${counted(events, 'event')} from ${from.slice(0, 10)} to ${to.slice(0, 10)}`);
    printLine(io, `Look around: ${whereToLook(services, io)}`);
  }
  return EXIT.DONE;
}
