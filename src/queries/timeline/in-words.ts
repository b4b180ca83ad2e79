import type { TimelineEvent } from '../../../projections/timeline/facts.js';
import type { TimelineLine } from '../../../projections/timeline/projection.js';
import type { Language } from '../../language.js';
import { wordsEn, type TimelineWords } from './words-en.js';
import { wordsDe } from './words-de.js';

const WORDS: Readonly<Record<Language, { readonly words: TimelineWords; readonly dates: string }>> = {
  en: { words: wordsEn, dates: 'en-GB' },
  de: { words: wordsDe, dates: 'de-DE' },
};

/** As version 6 of the view has a line: while an upgrade builds the view anew, it is that which is read. */
interface SaidLine {
  readonly summary: string;
}
type SayableLine = Pick<TimelineLine, 'type' | 'facts'> | SaidLine;

/** Says lines of a timeline in a language, by the organisation's clocks. */
export function timelineInWords(language: Language, timeZone: string): (line: SayableLine) => string {
  const { words, dates } = WORDS[language];
  const format = new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeZone });
  const said = words((moment) => format.format(new Date(moment)));
  return (line) => {
    if ('summary' in line) return line.summary;
    return (said[line.type as TimelineEvent['type']] as (told: TimelineLine['facts']) => string)(line.facts);
  };
}
