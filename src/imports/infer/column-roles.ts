import { isNaive } from '../values/time-reader.js';
import { isNamedLikeMoment } from './moment-names.js';
import { inOneOrder, timeForms } from './time-forms.js';

/** What a column looks like. */
export type Role = 'id' | 'state' | 'activity' | 'team' | 'department' | 'moment' | 'rating' | 'person';

export interface InferredColumn {
  readonly name: string;
  readonly role: Role | undefined;
  /** Of a moment: the formats that read its texts. */
  readonly formats: readonly string[];
  /** Of a moment: how many of its texts are none. */
  readonly unread: number;
  /** Whether its times say no zone. */
  readonly isNaive: boolean;
  /** Whether it is named like a moment and most of its texts look like days, though no format reads all of them. */
  readonly isUnread: boolean;
  readonly filled: number;
  readonly different: number;
  /** Texts that stand for nothing, in whatever column. */
  readonly nothings: readonly string[];
  /** Of a moment: texts of no day, or of a time before there were such systems, which stand for none. */
  readonly placeholders: readonly string[];
}

/**
 * By name, in the order of trying: what a name ends with comes before what else stands in it (a technician's group, a customer's department), what
 * names a person before what names a team of persons.
 */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  ['state', /^(.*[ _.:]|\p{L}+(?=status$|zustand$))?(state|status|stage|zustand|statut|stato|estado)([ _.]?id)?$/iu],
  ['activity', /^(.*[ _.:])?(activity|aktivität|activité|activiteit)([ _.]?(type|name|[a-z]{2}))?$/i],
  ['rating', /(rating|csat|satisfaction|stars|bewertung|zufriedenheit|beoordeling)/i],
  ['person', /(supervisor|manager|approver|leiter|(team|department|dept|group|ward|unit).?(lead|head))/i],
  ['team', /(gruppe|groep|équipe|team|(?<!(customer|user|requester|kunden).?)group)$|groupe d/i],
  ['department', /(department|dept|ward|abteilung|station|klinik|afdeling)$/i],
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
    /^(.*[ _.:])?(number|id|key|ref|case|ticket|incident|issue|.*nummer|numéro|no|nr|vorgang|auftrag)(.?(id|no|nr|number|key))?$|^#$/i,
  ],
];
/** The attributes that the extensions of XES define. */
const OF_LOGS: Readonly<Record<string, Role>> = {
  'case:concept:name': 'id',
  'concept:name': 'state',
  'lifecycle:transition': 'state',
  'org:group': 'team',
  'org:role': 'team',
  'org:resource': 'person',
};
/** In documents a thing stands under its own name, and its name within it; elsewhere beside it. */
const INNER = /(?<=.)[._ ]?(name|value|label|title|display_?(name|value))$/i;
/** With which some systems mark columns that must be filled, what is said of a name behind it, and by which a header's repeated names are told apart. */
const MARKS = /(?<=.)([*+:. ]|\([^()]*\)|#\d+)+$/;
/** Where a name is written without blanks, as databases do, between its words. */
const BETWEEN_WORDS = /(?<=\p{Ll})(?=\p{Lu})/gu;
/** What systems write where there is nothing: signs, or a word for it. */
const NOTHING = /^([^\p{L}\d]+|null|nil|none|never|n\/?a|not (assigned|set)|unassigned|nobody|keine?|leer|nicht zugewiesen)$/iu;
/** Of which day it is nobody can say. */
const NO_DAY = /^[^\p{L}1-9]*$/u;
const MAX_PLACEHOLDERS = 3;
/** Three things in a row as those of a day are. */
const LIKE_DAY = /\p{L}*\d{1,4}[-./ ,]+(\d{1,2}|\p{L}+)[-./ ,]+\d{1,4}/u;
/** A year; not an offset from UTC. */
const LONG_AGO = /(^|[^\d+])(000\d|1[0-8]\d\d|19[0-7]\d)(\D|$)/;

/** What the columns of a table look like, by their names and what stands in them. */
export function columnRoles(columns: readonly string[], rows: readonly (readonly string[])[]): InferredColumn[] {
  const formsOf = timeForms();
  const looks = columns.map((name, index) => {
    const written = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    const texts = written.filter((text) => !NOTHING.test(text));
    const days = texts.filter((text) => !NO_DAY.test(text));
    const placeholders = [...new Set(texts.filter((text) => NO_DAY.test(text) || LONG_AGO.test(text)))];
    // Many days of long ago are those on which people were born.
    const isOfOurTime = days.length > 0 && placeholders.length <= MAX_PLACEHOLDERS;
    const role = roleOf(name);
    const form = formsOf(isOfOurTime ? days : [], role === undefined && isNamedLikeMoment(name));
    return { name, role, written, texts, days, placeholders, ...form };
  });
  const ordered = inOneOrder(looks.map(({ formats }) => formats));
  return looks.map(({ name, role, written, texts, days, placeholders, unread }, index) => {
    const formats = ordered[index]!;
    const isMoment = formats.length > 0;
    return {
      name,
      role: isMoment ? 'moment' : role,
      formats,
      unread,
      isNaive:
        isMoment && (formats[0] === 'iso' ? !days.every((text) => /(Z|[+-]\d{2}:?\d{2})$/.test(text)) : isNaive(formats[0]!)),
      isUnread: !isMoment && isNamedLikeMoment(name) && days.filter((text) => LIKE_DAY.test(text)).length * 2 > days.length,
      filled: texts.length,
      different: new Set(texts).size,
      nothings: [...new Set(written.filter((text) => NOTHING.test(text)))],
      placeholders: isMoment ? placeholders : [],
    };
  });
}

function roleOf(name: string): Role | undefined {
  const plain = name.replace(MARKS, '').replace(BETWEEN_WORDS, ' ');
  const named = (text: string) => NAMES.find(([, pattern]) => pattern.test(text))?.[0];
  // What is said behind a name may be the name itself: Custom field (Department).
  return OF_LOGS[name] ?? named(plain.replace(INNER, '')) ?? named(plain) ?? named(name);
}
