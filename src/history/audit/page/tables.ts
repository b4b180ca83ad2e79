import { COMPONENTS } from '../../../measures/components.js';
import { Z95 } from '../../../measures/proportions.js';
import type { Sections } from '../sections.js';
import { type Html, html } from './html.js';
import {
  byName,
  capital,
  decimal,
  departmentName,
  duration,
  type Names,
  partRows,
  percent,
  plain,
  quarterOf,
  relationshipName,
  signed,
  table,
  teamName,
} from './words.js';

export function relationships(section: Sections['relationships'], names: Names): Html {
  const rows = byName(section, (id) => relationshipName(names, id)).flatMap(([, name, found]) => {
    if (!found) return [];
    const { before, after, change, verdict, deltas, coverageTerm } = found;
    const moved = COMPONENTS.filter((component) => deltas[component]).map(
      (component) => `${component} ${signed(deltas[component])}`,
    );
    const why = change === null ? '' : [...moved, ...(coverageTerm ? [`coverage ${signed(coverageTerm)}`] : [])].join(', ');
    return [
      [name, scored(before), scored(after), signed(change), percent(after.coverage), after.weakest ?? '–', plain(verdict), why],
    ];
  });
  return html`<p>
      The Service Relationship Index before the period and at its end, with its 95 % interval, and what moved it. What was
      observed moved by more than chance where it says so. No number is given where less is measured than the policy demands.
    </p>
    ${table(['', '#Before', '#After', '#Change', '#Coverage', 'Weakest', 'Judged', 'Moved by, in points'], rows)}`;
}

type Side = NonNullable<Sections['relationships'][string]>['after'];
const scored = ({ state, value, standardError }: Side): string =>
  value === null ? plain(state) : `${decimal(value)} ± ${decimal(Z95 * (standardError ?? 0))}`;

export const firstContact = (section: Sections['firstContact'], names: Names): Html =>
  html`<p>Whether contacts solved the matter and whether people were treated well are two questions.</p>
    ${table(
      [
        '',
        '#Solved, treated well',
        '#Solved, treated badly',
        '#Unsolved, treated well',
        '#Unsolved, treated badly',
        '#Not said, treated well',
        '#Not said, treated badly',
        '#Not answered',
      ],
      partRows(section, names, (one) => [
        one.solvedTreatedWell,
        one.solvedTreatedBadly,
        one.unsolvedTreatedWell,
        one.unsolvedTreatedBadly,
        one.notSaidTreatedWell,
        one.notSaidTreatedBadly,
        one.unanswered,
      ]),
      { whole: section.whole !== null },
    )}`;

export const silence = (section: Sections['silence'], names: Names): Html =>
  html`<p>
      Words that were due to a department, and how long it waited beyond the promised time. The mean would hide those who waited
      longest.
    </p>
    ${table(
      [
        '',
        '#Due',
        '#In time',
        '#Late',
        '#Never answered',
        '#Still open',
        '#Up to 1 h',
        '#4 h',
        '#1 day',
        '#3 days',
        '#Longer',
        '#Median',
        '#90 % within',
      ],
      partRows(section, names, ({ due, kept, late, missed, open, silences, medianMinutes, p90Minutes }) => [
        due,
        percent(due > 0 ? kept / due : null),
        late,
        missed,
        open,
        ...Object.values(silences),
        duration(medianMinutes),
        duration(p90Minutes),
      ]),
      { whole: section.whole !== null },
    )}`;

export function bounces(section: Sections['bounces'], names: Names): Html {
  const pairs = Object.entries(section.whole?.byTeams ?? {}).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const often = (byTimes: Readonly<Record<string, number>>) =>
    Object.entries(byTimes).reduce((sum, [times, tickets]) => sum + (Number(times) > 2 ? tickets : 0), 0);
  return html`<p>Tickets handed from team to team.</p>
    ${table(
      ['', '#Tickets', '#Handings-over', '#Once', '#Twice', '#More often'],
      partRows(section, names, ({ tickets, total, byTimes }) => [
        tickets,
        total,
        byTimes['1'] ?? 0,
        byTimes['2'] ?? 0,
        often(byTimes),
      ]),
      { whole: section.whole !== null },
    )}
    ${
      pairs.length > 0 &&
      html`<h3>Most often</h3>
        ${table(
          ['From', 'To', '#Handings-over'],
          pairs.slice(0, 10).map(([pair, count]) => [...pair.split(' > ').map((id) => teamName(names, id)), count]),
        )}`
    }`;
}

export const promises = (section: Sections['promises'], names: Names): Html =>
  html`<p>
      Promises that fell due, by the due date in force. Silence until then counts as a miss; the department has the last word.
    </p>
    ${table(
      ['', '#Due', '#Kept', '#Confirmed', '#Missed', '#Overdue', '#Disputed', '#Withdrawn', '#Renegotiated in time', '#Too late'],
      partRows(section, names, ({ due, states, confirmedByDepartment, renegotiatedInTime, renegotiatedTooLate }) => [
        due,
        states['KEPT'],
        confirmedByDepartment,
        states['MISSED'],
        states['OVERDUE'],
        states['DISPUTED'],
        states['WITHDRAWN'],
        renegotiatedInTime,
        renegotiatedTooLate,
      ]),
      { whole: section.whole !== null },
    )}`;

export const perceptionGap = (section: Sections['perceptionGap'], names: Names): Html =>
  html`<p>
      How IT thought it had treated people less what these say, 1 to 5, over contacts that both rated. Above 0: IT thinks better
      of itself. Whole quarters; fewer than five ratings, and whatever would give them away, are suppressed.
    </p>
    ${Object.entries(section)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, { whole, departments }]) => {
        const rows = partRows({ whole, departments }, names, ({ state, contacts, it, department, gap }) => [
          contacts ?? plain(state),
          decimal(it, 2),
          decimal(department, 2),
          signed(gap, 2),
        ]);
        return html`<h3>${quarterOf(month)}</h3>
          ${table(['', '#Contacts', '#IT', '#Department', '#Gap'], rows, { whole: whole !== null })}`;
      })}`;

export const goalLinkage = (section: Sections['goalLinkage'], names: Names): Html =>
  html`<p>How much of the work is tied to a goal that a department has stated.</p>
    ${table(
      ['', '#Tickets', '#With a goal', '#Share', '#Goals'],
      partRows(section, names, ({ tickets, linked, proportion, goals }) => [tickets, linked, percent(proportion), goals]),
      { whole: section.whole !== null },
    )}`;

export const feedbackLoop = (section: Sections['feedbackLoop'], names: Names): Html =>
  html`<p>
      “You said, we did”: what was proposed in the period, and how much of what is closed was told back. An honest no closes it
      too.
    </p>
    ${table(
      ['', '#Proposed', '#Delivered', '#Declined', '#Abandoned', '#Under way', '#Closed and told back'],
      partRows({ departments: section }, names, ({ proposed, closed, closedAndToldBack, states }) => [
        proposed,
        states.DELIVERED,
        states.DECLINED,
        states.ABANDONED,
        proposed - closed,
        closed > 0 ? `${closedAndToldBack} of ${closed}` : '–',
      ]),
    )}`;

export function surveys(section: Sections['surveys'], names: Names): Html {
  const rows = byName(section, (id) => departmentName(names, id)).flatMap(([, name, ofDepartment]) =>
    Object.values(ofDepartment)
      .sort((a, b) => (a.month + a.teamId < b.month + b.teamId ? -1 : 1))
      .map((one) => [
        name,
        one.teamId === null ? 'IT as a whole' : teamName(names, one.teamId),
        one.month,
        one.publication === 'PUBLISHED' ? `${percent(one.responseRate)} of ${one.eligible}` : plain(one.publication),
        Object.values(one.composites)
          .map(
            (composite) =>
              `${composite.name} ${composite.percentPositive === null ? 'suppressed' : `${composite.percentPositive} %`}`,
          )
          .join(', '),
      ]),
  );
  return html`<p>Positive of the valid answers, with the response rate; from five people on.</p>
    ${table(['Department', 'About', 'Until', '#Answered', 'Positive'], rows)}`;
}

export function maturity(section: Sections['maturity'], names: Names): Html {
  const rows = byName(section, (id) => departmentName(names, id)).flatMap(([, name, teams]) =>
    byName(teams, (id) => teamName(names, id)).map(([, team, { it, department }]) => [name, team, it ?? '–', department ?? '–']),
  );
  return html`<p>
      How mature each side holds the relationship for: 1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic
      partner. As last assessed.
    </p>
    ${table(['Department', 'Team', '#IT says', `#${capital('department')} says`], rows)}`;
}
