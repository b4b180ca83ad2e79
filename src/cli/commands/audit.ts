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

/** The options that several commands have. */
const HTML = ['--html <FILE>', 'write the report to this file, as a page for the browser'] as const;
const lang = () =>
  new Option('--lang <LANGUAGE>', 'language of the texts: the audit, and the reason for a refusal').choices(LANGUAGES);

export function addAudit(program: Command, ask: Ask): void {
  const audit = program
    .command('audit')
    .description('Culture audits: pinned to a position, so that every run returns the same bytes.');
  const asks: Asks = (verb, { json = false, lang }, once) => {
    // An audit takes minutes, so it survives a short outage. A retry is safe: nothing is recorded twice.
    const work: Work = (services, io) => patiently(() => once(services, io), io);
    ask({ name: `audit ${verb}`, json, work: lang === undefined || json ? work : saidIn(lang, work) });
  };

  addRun(audit, asks);

  audit
    .command('show')
    .description('Shows an audit’s result, computed from the log.')
    .argument('<ID>', 'the audit')
    .option(...HTML)
    .addOption(lang())
    .option('--json', 'print JSON')
    .action((id: string, options: ShowOptions) =>
      asks('show', options, async (services, io) => (await import('../audit/audits.js')).show(services, id, options, io)),
    );

  audit
    .command('verify')
    .description(`Computes an audit again and compares it with its first run; exit code ${EXIT.FAILED} if it differs.`)
    .argument('<ID>', 'the audit')
    .option('--json', 'print JSON')
    .action((id: string, options: ShowOptions) =>
      asks('verify', options, async (services, io) =>
        (await import('../audit/audits.js')).verify(services, id, options.json ?? false, io),
      ),
    );

  audit
    .command('compare')
    .description('Compares two audits, section by section.')
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
    .description('Lists the pinned audits, and whether a run of them is recorded.')
    .option('--json', 'print JSON, one line per audit')
    .action((options: ShowOptions) =>
      asks('list', options, async (services, io) =>
        (await import('../audit/audits.js')).list(services, options.json ?? false, io),
      ),
    );
}

type Asks = (verb: string, options: ShowOptions, once: Work) => void;

function addRun(audit: Command, asks: Asks): void {
  const run = audit
    .command('run')
    .description(
      'Pins an audit and runs it, or runs a pinned one again. The result of the first run is recorded; a repeat records nothing.',
    )
    .argument('[ID]', 'the audit’s id; default: derived from its parameters')
    .option('--from <DAY>', 'first day of the period, in the organisation’s time zone', day)
    .option('--to <DAY>', 'day after the last day of the period', day)
    .option('--department <ID>', 'a department to audit; repeat for more; default: all', (id, ids: string[] = []) => [...ids, id])
    .option('--policy <NAME>', 'the scoring policy, NAME or NAME@VERSION; default: the one in force at the end of the period')
    .option('--at-position <P>', 'the log position up to which events are read; default: the newest')
    .option(...HTML)
    .addOption(lang())
    .option('--json', 'print JSON')
    .action((id: string | undefined, options: RunOptions) => {
      if ((options.from === undefined) !== (options.to === undefined)) run.error("error: '--from' and '--to' belong together");
      if (options.from === undefined && id === undefined) run.error("error: give the period: '--from' and '--to'");
      asks('run', options, async (services, io) => (await import('../audit/audits.js')).run(services, id, options, io));
    });
}
