import { periodsIn } from '../parts/time.js';
import { LOCALES, type Locale } from '../shell/texts.js';
import { type AuditReport, boundsOf, byAttention, departmentName, relationshipName, type RelationshipFinding } from './report.js';

/** A part of the first page: a heading and sentences. */
export interface FindingsPart {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** Number of relationships to name as needing attention. */
const NAMED = 3;
/** Formula versions based on single ratings; later versions use groups of people. */
const BEFORE_GROUPS: ReadonlySet<string> = new Set([1, 2, 3].map((version) => `culture-audit@${version}`));
/** Number of changed relationships to list; the table contains all of them. */
const LISTED = 8;

/** The subject of an audit, in sentences. */
export function aboutOf(report: AuditReport, locale: Locale): readonly string[] {
  const { audit } = LOCALES[locale];
  const { departmentIds, zone, from, until } = report;
  return [
    audit.period(...periodsIn(locale, zone, 'long')(from, until)),
    departmentIds === null
      ? audit.wholeHospital
      : audit.departments(departmentIds.map((id) => departmentName(report, id)).join(', ')),
    audit.clocks(zone),
  ];
}

/** The proof: names and values, and for the hash whether it equals the recorded one. */
export function proofOf(report: AuditReport, locale: Locale): readonly (readonly [name: string, value: string, note?: string])[] {
  const { audit } = LOCALES[locale];
  const { policy, hash, recordedHash } = report;
  return [
    [audit.id, report.auditId],
    [audit.policy, policy ? `${policy.name}@${policy.version}` : audit.builtInPolicy],
    [audit.position, report.position],
    recordedHash === null
      ? ['SHA-256', hash]
      : ['SHA-256', hash, recordedHash === hash ? audit.asRecorded : audit.otherThanRecorded],
    [audit.formulae, report.formulae.join(' ')],
  ];
}

/**
 * The audit in words: what certainly changed, what needs attention, and what is not known and why. The page and the terminal show the
 * same sentences.
 */
export function findingsOf(report: AuditReport, locale: Locale): readonly FindingsPart[] {
  const { audit } = LOCALES[locale];
  return [
    { heading: audit.changedHeading, sentences: changed(report, locale) },
    { heading: audit.attentionHeading, sentences: attention(report, locale) },
    { heading: audit.unknownHeading, sentences: unknown(report, locale) },
  ];
}

function changed(report: AuditReport, locale: Locale): readonly string[] {
  const { audit } = LOCALES[locale];
  const rows = byAttention(report.sections);
  const sure = rows.filter(([, { verdict }]) => verdict === 'MORE_THAN_CHANCE');
  const judged = rows.filter(([, { verdict }]) => verdict !== 'NOT_JUDGED').length;
  const moved = (better: boolean) =>
    sure
      .filter(([, { observedChange }]) => observedChange !== null && observedChange > 0 === better)
      .sort(([, a], [, b]) => Math.abs(b.observedChange!) - Math.abs(a.observedChange!));
  const sentence = (found: ReturnType<typeof moved>, words: typeof audit.better) => {
    if (found.length === 0) return [];
    const listed = found
      .slice(0, LISTED)
      .map(([id, { observedChange }]) => audit.changedBy(relationshipName(report, id), number(observedChange!, locale)));
    return [words(found.length, listed.join('; '), found.length - listed.length)];
  };
  return [
    ...sentence(moved(false), audit.worse),
    ...sentence(moved(true), audit.better),
    ...(sure.length === 0 ? [audit.nothingChanged(judged)] : []),
    ...(sure.length > 0 && judged > sure.length ? [audit.restWithinChance(judged - sure.length)] : []),
  ];
}

function attention(report: AuditReport, locale: Locale): readonly string[] {
  const { audit } = LOCALES[locale];
  const rows = byAttention(report.sections);
  const scored = rows.filter(([, { after }]) => after.value !== null);
  if (scored.length === 0) return [rows.length === 0 ? audit.noRelationship : audit.noneScored];
  return scored.slice(0, NAMED).map(([id, { after }]) => {
    const { value, low, high } = boundsOf(after)!;
    const [at, from, to] = [value, low, high].map((figure) => whole(figure, locale)) as [string, string, string];
    return audit.needsAttention(relationshipName(report, id), at, from, to, componentName(after.weakest, locale));
  });
}

function unknown(report: AuditReport, locale: Locale): readonly string[] {
  const { audit } = LOCALES[locale];
  const rows = byAttention(report.sections);
  const without = rows.filter(([, { after }]) => after.value === null);
  const withheld = rows.filter(([, { after }]) => after.components['treatment']?.state === 'SUPPRESSED').length;
  const unpublished = Object.values(report.sections.surveys)
    .flatMap((surveys) => Object.values(surveys))
    .filter(({ publication }) => publication === 'SUPPRESSED').length;
  const notJudged = rows.filter(([, { verdict }]) => verdict === 'NOT_JUDGED').length;
  const scores =
    without.length === 0
      ? audit.allScored(rows.length)
      : audit.notScored(without.length, rows.length, mostMissed(without, locale));
  return [
    rows.length === 0 ? audit.noRelationship : scores,
    ...(notJudged > 0 ? [audit.notJudged(notJudged)] : []),
    ...(report.formulae.some((one) => BEFORE_GROUPS.has(one)) ? [] : [audit.inGroups]),
    ...(withheld > 0 ? [audit.withheld(withheld)] : []),
    ...(unpublished > 0 ? [audit.unpublished(unpublished)] : []),
  ];
}

/** The components that lack data in most of these relationships; three at most. */
function mostMissed(rows: readonly (readonly [string, RelationshipFinding])[], locale: Locale): string {
  const missed = new Map<string, number>();
  for (const [, { after }] of rows)
    for (const [component, { kept }] of Object.entries(after.components))
      if (!kept) missed.set(component, (missed.get(component) ?? 0) + 1);
  return [...missed]
    .sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([component]) => LOCALES[locale].audit.quoted(componentName(component, locale)))
    .join(', ');
}

/** The differences between two audits for the relationships that both contain, in words. */
export function comparisonOf(a: AuditReport, b: AuditReport, locale: Locale): readonly FindingsPart[] {
  const { audit } = LOCALES[locale];
  const both = byAttention(b.sections).flatMap(([id, found]) => {
    const earlier = boundsOf(a.sections.relationships[id]?.after ?? found.before);
    const later = boundsOf(found.after);
    return a.sections.relationships[id] && earlier && later ? [{ id, earlier, later }] : [];
  });
  const apart = both.filter(({ earlier, later }) => later.low > earlier.high || later.high < earlier.low);
  const sentencesOf = (better: boolean) =>
    apart
      .filter(({ earlier, later }) => later.value > earlier.value === better)
      .map(({ id, earlier, later }) =>
        audit.from(relationshipName(b, id), whole(earlier.value, locale), whole(later.value, locale)),
      );
  return [
    { heading: audit.worseHeading, sentences: sentencesOf(false).length > 0 ? sentencesOf(false) : [audit.none] },
    { heading: audit.betterHeading, sentences: sentencesOf(true).length > 0 ? sentencesOf(true) : [audit.none] },
    { heading: audit.sameHeading, sentences: [audit.overlapping(both.length - apart.length, both.length)] },
  ];
}

/** The display name of a component. Keys contain component names in lower case. */
export function componentName(component: string | null, locale: Locale): string {
  const { codes } = LOCALES[locale];
  return component === null ? '–' : ((codes as Readonly<Record<string, string>>)[component.toUpperCase()] ?? component);
}

const whole = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
const number = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value);
