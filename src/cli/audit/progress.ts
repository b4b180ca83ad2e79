import type { Language } from '../../language.js';
import { counted } from '../../language.js';

interface ProgressWords {
  readonly waiting: string;
  readonly read: (id: string, events: number) => string;
  readonly section: (id: string, section: string, done: number, all: number) => string;
  readonly drawing: string;
}

/** The progress lines of an audit. */
export const PROGRESS_WORDS: Readonly<Record<Language, ProgressWords>> = {
  en: {
    waiting: 'Waiting until the views have processed the log',
    read: (id, events) => `Auditing ${id}: ${counted(events, 'event')} read`,
    section: (id, section, done, all) => `Auditing ${id}: ${section}, ${done} of ${all} sections done`,
    drawing: 'Writing the report',
  },
  de: {
    waiting: 'Warten, bis die Sichten das Protokoll verarbeitet haben',
    read: (id, events) => `Audit ${id}: ${events.toLocaleString('de')} ${events === 1 ? 'Ereignis' : 'Ereignisse'} gelesen`,
    section: (id, section, done, all) => `Audit ${id}: ${section}, ${done} von ${all} Abschnitten fertig`,
    drawing: 'Der Bericht wird geschrieben',
  },
};
