import type { Command } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { DataSubjects } from '../../privacy/data-subjects.js';
import { EXIT, type Ask } from '../call.js';
import { counted } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';

interface Options {
  readonly subject: string;
  readonly reason: string;
  readonly json?: boolean;
}

const SUBJECT = [
  '--subject <REF>',
  'pseudonym of the person as in events, or the stream of texts that no particular person wrote',
] as const;

export function addPeople(program: Command, ask: Ask): void {
  program
    .command('erase')
    .description('Erases the texts and the identity of a person, for good. No number changes.')
    .requiredOption(...SUBJECT)
    .requiredOption('--reason <R>', 'the reason, in a few words that do not identify the person')
    .option('--json', 'print JSON')
    .action((options: Options) =>
      ask({ name: 'erase', json: options.json ?? false, work: (services, io) => erase(services, options, io) }),
    );
  program
    .command('holdings')
    .description('Everything that is stored about a person: texts, identity, and the events that name them.')
    .requiredOption(...SUBJECT)
    .option('--json', 'print JSON, complete')
    .action((options: Options) =>
      ask({ name: 'holdings', json: options.json ?? false, work: (services, io) => tell(services, options, io) }),
    );
}

async function erase(services: Services, { subject, reason, json }: Options, io: CommandIo): Promise<number> {
  const erased = await peopleOf(services).erase({ subject, reason, actor: { kind: 'SYSTEM', ref: 'shell' } });
  if (json) printJson(io, erased);
  else {
    printLine(
      io,
      `${erased.subject}: ${counted(erased.texts, 'text')} erased, identity ${erased.identities > 0 ? 'erased' : 'not known'}.`,
    );
    printTable(
      io,
      ['place', 'state', ''],
      erased.places.map(({ place, state, detail }) => [place, state, detail]),
    );
  }
  return EXIT.DONE;
}

async function tell(services: Services, { subject: asked, json }: Options, io: CommandIo): Promise<number> {
  const holdings = await peopleOf(services).holdings(asked, io.signal);
  const { subject, identity, texts, mentions, reads, looks } = holdings;
  const seen = texts.map(({ ref: thing }) => ({ subject, thing }));
  await services.privacy?.reads.record({ subject: 'shell', via: 'holdings' }, [...seen, { subject, thing: 'holdings' }]);
  if (json) printJson(io, holdings);
  else {
    printLine(io, `${subject} is ${identity ? `"${identity.name}" of ${identity.system}` : 'not known by name'}.`);
    for (const { stream, kind, writtenAt, parts } of texts) {
      printLine(io, `  ${writtenAt}  ${stream}  ${kind}`);
      for (const [field, words] of Object.entries(parts)) printLine(io, `    ${field}: ${words}`);
    }
    printLine(
      io,
      `${counted(texts.length, 'text')}, ${counted(mentions.length, 'mention')} in events, ${counted(reads, 'read')} of their data and ${counted(looks, 'read')} by them recorded (--json lists all).`,
    );
  }
  return EXIT.DONE;
}

function peopleOf({ people }: Services): DataSubjects {
  if (people) return people;
  throw new RapportError('INVALID_CONFIGURATION', 'A process with ROLE=projector has no access to personal data', {
    field: 'ROLE',
    remedy: 'Run it with ROLE=all or ROLE=api.',
  });
}
