import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { PatientRunner } from '../../commands/patient-runner.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { START } from '../../domain/kernel/event.js';
import { EXIT, type Ask } from '../call.js';
import { DemoTally } from '../demo-tally.js';
import { day, wholeNumber } from '../option-values.js';
import { counted, printJson, printLine } from '../print.js';
import { runInOrder } from '../run-in-order.js';

interface Options {
  readonly seed: number;
  readonly years: number;
  readonly end?: string;
  readonly json?: boolean;
}

export function addDemo(program: Command, ask: Ask): void {
  program
    .command('demo')
    .description('Fills an empty log with a synthetic hospital, labelled synthetic: the same for the same seed, years and end.')
    .option('--seed <N>', 'which hospital', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--years <N>', 'how much past', wholeNumber(1, 20), 2)
    .option('--end <DAY>', 'the day its past ends; today when absent', day)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      ask({ name: 'demo', json: options.json ?? false, work: (services, io) => fill(services, options, io) }),
    );
}

async function fill({ log, runner, projector }: Services, options: Options, io: CommandIo): Promise<number> {
  if ((await log.head()) !== START) {
    throw new RapportError('ILLEGAL_MOVE', 'The log is not empty: synthetic events would mix with what is there', {
      remedy: 'Give the demo a log of its own, for example EVENT_LOG=file:./demo/events.db VIEW_STORE=file:./demo/views.db',
    });
  }
  const { seed, years, end = today() } = options;
  const { demoCommands } = await import('../../demo/demo-commands.js');
  const tally = new DemoTally();
  await runInOrder(
    new PatientRunner(runner, { signal: io.signal }),
    demoCommands({ seed, years, end }),
    io.signal,
    (outcomes) => {
      tally.add(outcomes);
      io.progress(`Making up a hospital: ${counted(tally.events, 'event')}, up to ${tally.to.slice(0, 10)}`);
    },
  );
  io.progress('Waiting for the views to take it in');
  await projector.caughtUp(tally.position, io.signal);
  const { events, departments, teams, relationships, from, to, position } = tally;
  if (options.json) printJson(io, { seed, events, departments, teams, relationships, from, to, position });
  else {
    printLine(io, `A synthetic hospital (seed ${seed}): nothing in it ever happened.`);
    printLine(
      io,
      `  ${counted(departments, 'department')}, ${counted(teams, 'team')}, ${counted(relationships, 'relationship')}`,
    );
    printLine(io, `  ${counted(events, 'event')} from ${from.slice(0, 10)} to ${to.slice(0, 10)}`);
    printLine(io, 'Look around: npm start, then open http://127.0.0.1:4000/graphiql');
  }
  return EXIT.DONE;
}

const today = () => `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
