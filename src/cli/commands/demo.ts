import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { PatientRunner } from '../../commands/patient-runner.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { type RecordedEvent, START } from '../../domain/kernel/event.js';
import type { demoCommands } from '../../demo/demo-commands.js';
import type { EventLog } from '../../event-log/event-log.js';
import { EXIT, type Ask } from '../call.js';
import { DemoTally } from '../demo-tally.js';
import { environmentOf } from '../in-environment.js';
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
    .action((options: Options) => {
      const { seed, years, end = today() } = options;
      ask({
        name: 'demo',
        json: options.json ?? false,
        // The day, lest it be another one tomorrow.
        again: `rapport demo --seed ${seed} --years ${years} --end ${end.slice(0, 10)}`,
        work: (services, io) => fill(services, options, io),
      });
    });
}

async function fill({ log, runner, projector, configuration }: Services, options: Options, io: CommandIo): Promise<number> {
  const { seed, years } = options;
  const demo = await import('../../demo/demo-commands.js');
  const end = await endOf(log, options, demo.demoCommands);
  const tally = new DemoTally();
  await runInOrder(
    new PatientRunner(runner, { signal: io.signal }),
    demo.demoCommands({ seed, years, end }),
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
    const { port } = configuration;
    const start = `${environmentOf(configuration, io.cwd)}npm start`;
    printLine(io, `Look around: ${start}, then open http://127.0.0.1:${port}/graphiql`);
  }
  return EXIT.DONE;
}

/** Commands that run side by side: any of them may have been the first that was recorded. */
const FIRST_BATCHES = 200;
/** Days back that an unfinished demo without an end is looked for. */
const DAYS_BACK = 366;

/**
 * The day at which the demo is to end. A log that begins with this very demo is one that was interrupted: it goes on, and what is recorded
 * already is recognised.
 * @throws RapportError ILLEGAL_MOVE for a log that holds anything else
 */
async function endOf(log: EventLog, { seed, years, end }: Options, commandsOf: typeof demoCommands): Promise<string> {
  const begun = await firstOf(log);
  if (begun === undefined) return end ?? today();
  const { commandId, occurredAt } = begun.metadata;
  const isTold = (candidate: string) => {
    let batches = 0;
    for (const batch of commandsOf({ seed, years, end: candidate })) {
      const found = batch.find((command) => command.commandId === commandId);
      if (found) return found.occurredAt === occurredAt;
      if ((batches += 1) === FIRST_BATCHES) return false;
    }
    return false;
  };
  const found = commandId.startsWith(`demo-${seed}.`)
    ? (end === undefined ? Array.from({ length: DAYS_BACK }, (_, days) => today(days)) : [end]).find(isTold)
    : undefined;
  if (found !== undefined) return found;
  throw new RapportError('ILLEGAL_MOVE', 'The log is not empty: synthetic events would mix with what is there', {
    remedy:
      'Give the demo a log of its own, for example EVENT_LOG=file:./demo/events.db VIEW_STORE=file:./demo/views.db. An interrupted demo goes on ' +
      'with the seed, years and end that it was begun with.',
  });
}

async function firstOf(log: EventLog): Promise<RecordedEvent | undefined> {
  for await (const [first] of log.read(START)) return first;
  return undefined;
}

/** Midnight, UTC, so many days ago. */
const today = (daysAgo = 0) => `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
