import { foldedName } from '../values/slug.js';
import { isNaive } from '../values/time-reader.js';
import { isNamedLikeMoment } from './moment-names.js';
import { areTimesOfDay } from './derived-moments.js';
import { inOneOrder, languageOf, timeForms } from './time-forms.js';

/** The role that a column seems to have. */
export type Role = 'id' | 'state' | 'activity' | 'team' | 'department' | 'moment' | 'rating' | 'person';

export interface InferredColumn {
  readonly name: string;
  readonly role: Role | undefined;
  /** For a moment: the formats that read its texts. */
  readonly formats: readonly string[];
  /** For a moment: a second format, where the column is written in two. */
  readonly also: string | undefined;
  /** For a moment: how many of its texts no format reads. */
  readonly unread: number;
  /** Whether its times name no zone. */
  readonly isNaive: boolean;
  /** Whether its name suggests moments and most of its texts look like days, though no format reads all of them. */
  readonly isUnread: boolean;
  readonly filled: number;
  readonly different: number;
  /** Texts in it that mean "no value" in any column. */
  readonly nothings: readonly string[];
  /** For a moment: texts that mean "no time": words, zero dates, or dates before such systems existed or long after. */
  readonly placeholders: readonly string[];
  /** Whether its texts are times of day, without the day. */
  readonly isTimeOfDay: boolean;
  /** Whether blanks surround some of its texts. */
  readonly isPadded: boolean;
}

/**
 * Name patterns in order of precedence: a suffix before the rest of the name (a technician's group, a customer's department),
 * and persons before teams of persons.
 */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  ['state', /^(.*[ _.:]|\p{L}+(?=status$|zustand$))?(state|status|stage|zustand|statut|stato|estado|situaç[aã]o)([ _.]?id)?$/iu],
  ['activity', /^(.*[ _.:])?(activity|aktivität|activité|activiteit)([ _.]?(type|name|[a-z]{2}))?$/i],
  ['rating', /(rating|csat|satisfaction|stars|bewertung|zufriedenheit|beoordeling)/i],
  ['person', /(supervisor|manager|approver|leiter|(team|department|dept|group|ward|unit).?(lead|head))/i],
  [
    'team',
    /(gruppe|gruppo|grupo|groep|équipe|equipo|team|(?<!(customer|user|requester|kunden).?)group)$|(groupe|grupo|gruppo) d/i,
  ],
  ['department', /(department|dept|ward|abteilung|station|klinik|afdeling|departamento|reparto|unità operativa)$/i],
  [
    'person',
    /(requester|requestor|caller|customer|submitter|reporter|assignee|assigned.?to|agent|technician|owner|author|resolver|contact.?person|user|mail|melder|benutzer|anwender|bearbeiter|techniker|anforderer|auftraggeber|antragsteller|kunde|creator|ersteller|besitzer|verantwortlich|autor|zugewiesen|behandelaar|toegewezen|demandeur|technicien|auteur|utilisateur|(opened|created|changed|updated|modified|closed|resolved).?by$|von$|^from$)/i,
  ],
  ['team', /(assignment.?group|team|group|queue|desk)/i],
  [
    'department',
    /(department|dept|ward|division|organi[sz]ation|unit|company|client|location|site|entity|abteilung|station|klinik|standort|zweigstelle|afdeling|einrichtung|kostenstelle|vestiging|locatie|lieu|entité)/i,
  ],
  ['person', /name/i],
  [
    'id',
    /^(.*[ _.:])?(number|id|key|ref|case|ticket|incident|issue|document.?key|.*nummer|n[uú]m[eé]ro|no|nr|vorgang|auftrag)(.?(id|no|nr|number|key))?$|^#$/i,
  ],
];
/** Standard attributes defined by the XES extensions. */
const OF_LOGS: Readonly<Record<string, Role>> = {
  'case:concept:name': 'id',
  'concept:name': 'state',
  'lifecycle:transition': 'state',
  'org:group': 'team',
  'org:role': 'team',
  'org:resource': 'person',
};
/** In documents an object's name is nested inside the object; in tables it is a column of its own. */
const INNER = /(?<=.)[._ ]?(name|value|label|title|display_?(name|value))$/i;
/**
 * Suffixes that are not part of a name: marks of required fields, remarks in parentheses, and the numbers of repeated
 * headers.
 */
const MARKS = /(?<=.)([*+:. ]|\([^()]*\)|#\d+)+$/;
/** The word boundaries in a name in camel case, as databases have them. */
const BETWEEN_WORDS = /(?<=\p{Ll})(?=\p{Lu})/gu;
/** Texts that systems write for "no value": signs only, or a word. */
const NOTHING =
  /^([^\p{L}\d]+|\\N|[([<{]?null[)\]>}]?|nil|none|never|nat|nan|#?n\/?[avd]|not (assigned|set)|unassigned|nobody|keine?|leer|nicht zugewiesen)$/iu;
/** Zeros and signs only, or words only: they name no day. */
const NO_DAY = /^([^\p{L}1-9]*|[^\d]*)$/u;
const MAX_PLACEHOLDERS = 3;
/** Three parts in a row that look like a day. */
const LIKE_DAY = /\p{L}*\d{1,4}[-./ ,]+(\d{1,2}|\p{L}+)[-./ ,]+\d{1,4}/u;
/** A year before 1980 or after 2099, and neither an offset from UTC nor a fraction of a second. */
const NOT_OUR_TIME = /(^|(?<!:\d\d)[^\d+])(000\d|1[0-8]\d\d|19[0-7]\d|2[1-9]\d\d|[3-9]\d{3})(\D|$)/;
const isNumber = (text: string): boolean => /^\d+([.,]\d+)?$/.test(text);

/** Whether a text holds an e-mail address. By indices, because a pattern takes quadratic time on a cell of many signs. */
export const isAddress = (text: string): boolean =>
  text.split(/\s+/).some((word) => {
    const at = word.indexOf('@', 1);
    const dot = word.lastIndexOf('.', word.length - 2);
    return at !== -1 && dot > at + 1;
  });

/** Infers the roles of a table's columns from their names and content. */
export function columnRoles(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  language = languageOf(rows.flat()),
): InferredColumn[] {
  const formsOf = timeForms(language);
  const looks = columns.map((name, index) => {
    const written = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    const texts = written.filter((text) => !NOTHING.test(text));
    // A repeated header, or the wording of a survey's questions below it, is nothing that a system writes for no time.
    const isName = (text: string) => foldedName(text) === foldedName(name);
    const days = texts.filter((text) => !NO_DAY.test(text) || isName(text));
    const placeholders = [...new Set(texts.filter((text) => NO_DAY.test(text) || (!isNumber(text) && NOT_OUR_TIME.test(text))))];
    // A column with many distant days holds dates of birth.
    const isOfOurTime = days.length > 0 && placeholders.length <= MAX_PLACEHOLDERS;
    // Whatever its name: an address is a person's.
    const role = texts.length > 0 && texts.every(isAddress) ? 'person' : roleOf(name);
    const form = formsOf(isOfOurTime ? days : [], role === undefined && isNamedLikeMoment(name));
    return { name, role, written, texts, days, placeholders, ...form };
  });
  const ordered = inOneOrder(looks.map(({ formats }) => formats));
  return looks.map(({ name, role, written, texts, days, placeholders, also, unread }, index) => {
    const formats = ordered[index]!;
    const isMoment = formats.length > 0;
    const hasZone = (format: string) =>
      format === 'iso' ? days.every((text) => /(Z|[+-]\d{2}:?\d{2})$/.test(text)) : !isNaive(format);
    return {
      name,
      role: isMoment ? 'moment' : role,
      formats,
      unread,
      also,
      isNaive: isMoment && ![formats[0]!, ...(also === undefined ? [] : [also])].every(hasZone),
      isUnread: !isMoment && isNamedLikeMoment(name) && days.filter((text) => LIKE_DAY.test(text)).length * 2 > days.length,
      filled: texts.length,
      different: new Set(texts).size,
      nothings: [...new Set(written.filter((text) => NOTHING.test(text)))],
      placeholders: isMoment ? placeholders : [],
      isTimeOfDay: areTimesOfDay(texts),
      isPadded: rows.some((cells) => cells[index] !== undefined && cells[index] !== cells[index].trim()),
    };
  });
}

/** The role that a name suggests. */
export function roleOf(name: string): Role | undefined {
  const plain = name.replace(MARKS, '').replace(BETWEEN_WORDS, ' ');
  const named = (text: string) => NAMES.find(([, pattern]) => pattern.test(text))?.[0];
  // A remark behind a name may hold the actual name: Custom field (Department).
  return OF_LOGS[name] ?? named(plain.replace(INNER, '')) ?? named(plain) ?? named(name);
}
