import { type Command, Option } from 'commander';
import { EXIT, type Ask, type Work } from '../call.js';
import { patiently } from '../../commands/retrying-runner.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { type Language, LANGUAGES } from '../../language.js';
import { day } from '../option-values.js';

/** Options of `audit run`, in addition to those shared by the audit commands. */
export interface RunOptions extends ShowOptions {
  /** A day in the organisation's zone, `YYYY-MM-DD`. Inclusive; `to` is exclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly department?: readonly string[];
  readonly policy?: string;
  readonly atPosition?: string;
}
export interface ShowOptions {
  readonly html?: string;
  /** Language of the text output. */
  readonly lang?: Language;
  readonly json?: boolean;
}

/** Replaces the message of a RapportError with the one for its code in the requested language. */
const saidIn =
  (language: Language, work: Work): Work =>
  async (services, io) => {
    try {
      return await work(services, io);
    } catch (error) {
      if (!isRapportError(error) || language === 'en') throw error;
      const { shellWords } = await import('../../history/audit/audit-page.js');
      throw new RapportError(error.code, (await shellWords(language)).refusals[error.code], { cause: error });
    }
  };

export function addAudit(program: Command, ask: Ask): void {
  const audit = program
    .command('audit')
    .description('Culture audits: pinned to a position, so that the same run gives the same to the byte.');
  const asks = (verb: string, { json = false, lang }: ShowOptions, once: Work) => {
    // An audit takes minutes, so it survives a short outage. A retry is safe: nothing is recorded twice.
    const work: Work = (services, io) => patiently(() => once(services, io), io);
    ask({ name: `audit ${verb}`, json, work: lang === undefined || json ? work : saidIn(lang, work) });
  };
  const html = ['--html <FILE>', 'write the report there, as one page for the browser'] as const;

  const lang = () =>
    new Option('--lang <LANGUAGE>', 'of what is said in words: the audit, and why it was refused').choices(LANGUAGES);

  const run = audit
    .command('run')
    .description(
      'Pins an audit and runs it, or runs a pinned one again. What the first run comes to is recorded; a repeat records nothing.',
    )
    .argument('[ID]', 'the audit’s id; made from what it rests on when absent')
    .option('--from <DAY>', 'the first day of the period, in the organisation’s zone', day)
    .option('--to <DAY>', 'the day after its last one', day)
    .option('--department <ID>', 'a department audited; repeat for more; all when absent', (id, ids: string[] = []) => [
      ...ids,
      id,
    ])
    .option(
      '--policy <NAME>',
      'the policy to score under, NAME or NAME@VERSION; the one in force at the period’s end when absent',
    )
    .option('--at-position <P>', 'what the log knew at this position; all that it knows now when absent')
    .option(...html)
    .addOption(lang())
    .option('--json', 'print JSON')
    .action((id: string | undefined, options: RunOptions) => {
      if ((options.from === undefined) !== (options.to === undefined)) run.error("error: '--from' and '--to' belong together");
      if (options.from === undefined && id === undefined) run.error("error: say which period: '--from' and '--to'");
      asks('run', options, async (services, io) => (await import('../audit/audits.js')).run(services, id, options, io));
    });

  audit
    .command('show')
    .description('What an audit says, computed from the log.')
    .argument('<ID>', 'the audit')
    .option(...html)
    .addOption(lang())
    .option('--json', 'print JSON')
    .action((id: string, options: ShowOptions) =>
      asks('show', options, async (services, io) => (await import('../audit/audits.js')).show(services, id, options, io)),
    );

  audit
    .command('verify')
    .description(`Computes an audit again and compares it with its first run; ${EXIT.FAILED} when it is not the same.`)
    .argument('<ID>', 'the audit')
    .option('--json', 'print JSON')
    .action((id: string, options: ShowOptions) =>
      asks('verify', options, async (services, io) =>
        (await import('../audit/audits.js')).verify(services, id, options.json ?? false, io),
      ),
    );

  audit
    .command('compare')
    .description('What two audits say differently, section by section.')
    .argument('<A>', 'an audit')
    .argument('<B>', 'another one')
    .addOption(lang())
    .option('--json', 'print JSON')
    .action((a: string, b: string, options: ShowOptions) =>
      asks('compare', options, async (services, io) =>
        (await import('../audit/audits.js')).compare(services, [a, b], options, io),
      ),
    );

  audit
    .command('list')
    .description('The audits that were pinned, and whether a run of them is on record.')
    .option('--json', 'print JSON, a line an audit')
    .action((options: ShowOptions) =>
      asks('list', options, async (services, io) =>
        (await import('../audit/audits.js')).list(services, options.json ?? false, io),
      ),
    );
}
