import { dayOf, endOfDay, monthOf, monthOfDay } from '../kit/day.js';
import { relationshipKey } from '../kit/projection.js';
import { personOf } from '../kit/sorted.js';
import { commitmentVerdicts, ratingVerdicts } from './agreements.js';
import type { TrialContribution } from './counts.js';
import { bouncesKey, type Contributed, dayKey, monthKey, pairKey, waitKey } from './documents.js';
import {
  type CommitmentFacts,
  type ContactFacts,
  type RatingFacts,
  type SourceDocument,
  type TouchpointFacts,
} from './sources.js';
import type { Settings, SettingsDocument } from './settings.js';
import { callsToldAt, NEVER, ticketKey, type TicketFacts, withCallsAt } from './ticket-facts.js';
import { type TicketStory, triedWords } from './story.js';
import { ticketStory } from './ticket-story.js';
import { isEvidenceOnly, touchpointFacts, touchpointVerdict } from './touchpoints.js';

/**
 * A source's contributions to other documents under the settings: its trials by the table of docs/measures.md, and related
 * contributions.
 */
export function contributionsOf(document: SourceDocument | SettingsDocument, settings: Settings): readonly Contributed[] {
  switch (document.kind) {
    case 'TICKET':
      return ofTicket(document, settings);
    case 'COMMITMENT':
      return ofCommitment(document, settings);
    case 'TOUCHPOINTS':
      return ofTouchpoints(document, settings);
    case 'RATINGS':
      return ofRatings(document, settings);
    case 'CONTACT':
      return ofContact(document, settings);
    case 'SETTINGS':
      return [];
  }
}

type Trial = Omit<TrialContribution, 'is' | 'to' | 'day'>;

function trial({ teamId, departmentId, ...more }: Trial, { zone }: Settings): TrialContribution {
  const day = dayOf(more.at, zone);
  const to = [pairKey(relationshipKey(teamId, departmentId)), monthKey(monthOfDay(day)), dayKey(day)];
  return { is: 'TRIAL', to, day, teamId, departmentId, ...more };
}

// --- tickets

function ofTicket(ticket: TicketFacts, settings: Settings): readonly Contributed[] {
  if (ticket.firstDepartmentId === null || ticket.departmentId === null) return [];
  const story = ticketStory({ facts: withCallsAt(ticket.facts, NEVER) }, ticket.departmentId, settings);
  return [
    ...trialsOf(ticket, story, settings),
    ...waitOf(ticket.ticketId, story, settings),
    ...bouncesOf(ticket, ticket.departmentId, story),
  ];
}

/**
 * A corrected ticket's trials belong to its department as corrected by then, and depend on the calls known by then. The
 * trials of each period of such knowledge hold until the next period.
 */
function trialsOf(ticket: TicketFacts, story: TicketStory, settings: Settings): readonly TrialContribution[] {
  const corrected = ticket.facts.filter(({ departmentId }) => departmentId !== undefined);
  const turns = [...corrected.slice(1).map(({ at }) => at), ...callsToldAt(ticket)];
  const starts = ['', ...[...new Set(turns)].sort()];
  const stretches = starts.map((since) => {
    const { departmentId } = corrected.findLast(({ at }) => at <= since) ?? corrected[0]!;
    const isPresent = turns.every((turn) => turn <= since) && departmentId === ticket.departmentId;
    const facts = withCallsAt(ticket.facts, since);
    const current = isPresent ? story : ticketStory({ facts }, departmentId!, settings);
    return trialsOfStory(ticket.ticketId, departmentId!, current, settings);
  });
  return stretches.flatMap((trials, place) => {
    const [since, until] = [starts[place]!, starts[place + 1]];
    return trials.flatMap((one) => {
      const from = since > one.at ? since : one.at;
      if (until !== undefined && until <= from) return [];
      return [trial({ ...one, from, ...(until !== undefined && { until }) }, settings)];
    });
  });
}

type UndatedTrial = Omit<Trial, 'from' | 'until'>;

function trialsOfStory(ticketId: string, departmentId: string, story: TicketStory, settings: Settings): readonly UndatedTrial[] {
  const of = { subject: ticketId, departmentId };
  const named = (name: string) => `ticket-${ticketId}#${name}`;
  const trials: UndatedTrial[] = [];
  for (const { endedAt, acknowledgeBy, teamId, answeredAt, eventIds } of story.cycles) {
    if (acknowledgeBy === undefined || teamId === null) continue;
    if (answeredAt === undefined && endedAt < acknowledgeBy) continue;
    const success = answeredAt !== undefined && answeredAt <= acknowledgeBy;
    trials.push({
      ...of,
      counted: 'responsiveness',
      teamId,
      // Named by its event, not by its moment: two cycles may begin in the same millisecond.
      trialId: named(`cycle.${eventIds[0]}`),
      at: acknowledgeBy,
      success,
      eventIds,
    });
  }
  for (const { at: resolvedAt, teamId, undoneAt, eventIds } of story.resolutions) {
    const at = settings.holdsUntil(teamId, resolvedAt);
    const success = undoneAt === undefined || undoneAt > at;
    trials.push({ ...of, counted: 'durability', teamId, trialId: named(`resolved.${eventIds[0]}`), at, success, eventIds });
    const resolution = { trialId: named(`resolution.${eventIds[0]}`), at: resolvedAt, success: true, eventIds: [eventIds[0]!] };
    trials.push({ ...of, counted: 'resolutions', teamId, ...resolution });
  }
  for (const { day, teamId, success, eventIds } of ticketDays(story, settings.zone)) {
    const at = endOfDay(day, settings.zone);
    trials.push({ ...of, counted: 'transparency', teamId, trialId: named(`day.${day}.${teamId}`), at, success, eventIds });
  }
  return trials;
}

interface TicketDay {
  readonly day: number;
  readonly teamId: string;
  success: boolean;
  eventIds: string[];
}

/**
 * One trial per ticket, team and day on which a word was due or the department had to chase. When words of two teams were due
 * on a day, each team has one.
 */
function ticketDays(story: TicketStory, zone: string): Iterable<TicketDay> {
  const days = new Map<string, TicketDay>();
  const on = (moment: string, teamId: string, success: boolean, eventIds: readonly string[]) => {
    const day = dayOf(moment, zone);
    const key = `${day} ${teamId}`;
    const there = days.get(key);
    if (!there) days.set(key, { day, teamId, success, eventIds: [...eventIds] });
    else {
      there.success &&= success;
      there.eventIds.push(...eventIds.filter((id) => !there.eventIds.includes(id)));
    }
  };
  for (const { dueAt, outcome, teamId, eventIds } of triedWords(story, zone)) {
    if (teamId !== null) on(dueAt, teamId, outcome === 'KEPT', eventIds);
  }
  for (const { at, teamId, eventId } of story.chases) if (teamId !== null) on(at, teamId, false, [eventId]);
  return days.values();
}

/** From the first moment at which a word of any kind is overdue, or will be if nothing happens, to the last. */
function waitOf(ticketId: string, story: TicketStory, settings: Settings): readonly Contributed[] {
  const waits = [
    ...story.words.flatMap(({ dueAt, endedAt, outcome }) =>
      outcome === 'LATE' || outcome === 'MISSED' ? [{ from: dueAt, until: endedAt }] : [],
    ),
    ...story.cycles.flatMap(({ acknowledgeBy: from, answeredAt, endedAt }) => {
      if (from === undefined || (answeredAt !== undefined && answeredAt <= from)) return [];
      return [{ from, until: answeredAt ?? endedAt }];
    }),
    ...story.unclaimed.map(({ since, until }) => ({ from: settings.claimBy(since), until })),
  ].filter(({ from, until }) => from < until);
  if (waits.length === 0) return [];
  const waitsFrom = waits.map(({ from }) => from).reduce((a, b) => (a < b ? a : b));
  const waitsUntil = waits.map(({ until }) => until).reduce((a, b) => (a > b ? a : b));
  return [{ is: 'WAIT', to: [waitKey(ticketId)], ticketId, waitsFrom, waitsUntil }];
}

/**
 * The hand-overs of a corrected ticket count for the right department, earlier ones included: it had been booked to the wrong
 * one.
 */
function bouncesOf({ ticketId }: TicketFacts, departmentId: string, { handOvers }: TicketStory): readonly Contributed[] {
  return handOvers.map(({ at, fromTeamId, toTeamId, eventId }) => {
    const bounce = { eventId, at, ticketId, fromTeamId, toTeamId };
    return { is: 'BOUNCE', to: [bouncesKey(departmentId, monthOf(at))], departmentId, bounce };
  });
}

// --- the others

function ofCommitment(
  { commitmentId, teamId, departmentId, facts }: CommitmentFacts,
  settings: Settings,
): readonly Contributed[] {
  const eventIds = facts.map(({ eventId }) => eventId);
  const of = {
    counted: 'reliability',
    teamId,
    departmentId,
    subject: commitmentId,
    trialId: `commitment-${commitmentId}#KEPT`,
  } as const;
  return commitmentVerdicts(facts).map((verdict) => trial({ ...of, ...verdict, eventIds }, settings));
}

/**
 * A pair's touchpoints accumulate for years. The trials of each are cached until it changes, so that an event of one does not
 * recompute the others.
 */
const meetingsTold = new WeakMap<
  object,
  { readonly over: TouchpointFacts['over']; readonly settings: Settings; readonly trials: readonly TrialContribution[] }
>();

function ofTouchpoints(document: TouchpointFacts, settings: Settings): readonly Contributed[] {
  return document.touchpoints.flatMap((touchpoint) => {
    const known = meetingsTold.get(touchpoint);
    if (known?.over === document.over && known.settings === settings) return known.trials;
    const trials = ofTouchpoint(document, touchpoint, settings);
    meetingsTold.set(touchpoint, { over: document.over, settings, trials });
    return trials;
  });
}

function ofTouchpoint(
  document: TouchpointFacts,
  { touchpointId, facts }: TouchpointFacts['touchpoints'][number],
  settings: Settings,
): readonly TrialContribution[] {
  const { teamId, departmentId } = document;
  const verdict = touchpointVerdict(touchpointFacts(document, facts), (plannedFor) => settings.graceUntil(plannedFor));
  if (verdict === null) return [];
  const of = {
    counted: 'engagement',
    teamId,
    departmentId,
    subject: touchpointId,
    trialId: `relationship-${relationshipKey(teamId, departmentId)}#${touchpointId}`,
  } as const;
  const eventIds = facts.filter((fact) => !isEvidenceOnly(fact)).map(({ eventId }) => eventId);
  return [trial({ ...of, ...verdict, eventIds }, settings)];
}

function ofRatings({ teamId, departmentId, respondentRef, ratings }: RatingFacts, settings: Settings): readonly Contributed[] {
  const verdicts = ratingVerdicts(ratings, (moment) => monthOf(moment, settings.zone));
  const person = { person: personOf(respondentRef), since: ratings[0]!.at };
  return [
    { is: 'PERSON', to: [pairKey(relationshipKey(teamId, departmentId))], ...person },
    ...verdicts.map(({ rating, month: _month, ...verdict }) => {
      const { interactionId: subject, eventId } = rating;
      const of = { counted: 'treatment', teamId, departmentId, subject, trialId: `interaction-${subject}#${eventId}` } as const;
      return trial({ ...of, ...verdict, eventIds: [eventId] }, settings);
    }),
  ];
}

function ofContact(contact: ContactFacts, settings: Settings): readonly Contributed[] {
  const { interactionId, teamId, departmentId, startedAt: at, eventId, passed, isCall, snapshot, abandonedAt, links } = contact;
  const of = {
    counted: 'interactions',
    departmentId,
    subject: interactionId,
    trialId: `interaction-${interactionId}#started`,
    at,
    success: true,
    eventIds: [eventId],
  } as const;
  // A contact counts for another team once it has been passed on.
  const hands = [{ teamId, at }, ...passed];
  const counted = hands.flatMap((hand, place) => {
    const [from, until] = [hand.at > at ? hand.at : at, hands[place + 1]?.at];
    if (until !== undefined && until <= from) return [];
    return [trial({ ...of, teamId: hand.teamId, from, ...(until !== undefined && { until }) }, settings)];
  });
  if (!isCall) return counted;
  const answered = links.filter((link) => abandonedAt === null || link.at < abandonedAt);
  const call = {
    is: 'CALL',
    at,
    eventId,
    ...(snapshot && { snapshot }),
    ...(abandonedAt !== null && { until: abandonedAt }),
  } as const;
  return [...counted, ...answered.map((link) => ({ ...call, to: [ticketKey(link.ticketId)], since: link.at }) as const)];
}
