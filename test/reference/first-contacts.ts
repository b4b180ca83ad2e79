import { asItHappened, at, flag, number, said, type RawEvent } from './raw-history.js';

interface Contact {
  readonly id: string;
  readonly began: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly tickets: readonly string[];
  readonly ratings: readonly RawEvent[];
  readonly outcome: string | undefined;
}
type Asked = { readonly teamId?: string; readonly departmentId?: string; readonly from: string; readonly to: string };

/** An independent implementation of question 17: the first contacts that began in a period. */
export function firstContacts(events: readonly RawEvent[], { teamId, departmentId, from, to }: Asked, smallestGroup: number) {
  const all = contactsIn(events);
  const isFirst = (contact: Contact) =>
    contact.tickets.length === 0 ||
    contact.tickets.some((ticket) => {
      const about = all.filter(({ tickets }) => tickets.includes(ticket));
      return about.every(({ began, id }) => contact.began < began || (contact.began === began && contact.id <= id));
    });
  const asked = all.filter(
    (one) =>
      isFirst(one) &&
      (teamId ?? one.teamId) === one.teamId &&
      (departmentId ?? one.departmentId) === one.departmentId &&
      one.began >= from &&
      one.began < to,
  );
  const rated = asked.filter(({ ratings }) => ratings.length > 0);
  const people = new Set(rated.flatMap(({ ratings }) => ratings.map((rating) => said(rating)['respondentRef']))).size;
  const isShown = people >= smallestGroup;
  const count = (solved: string, well: boolean) =>
    isShown ? rated.filter((one) => solvedOf(one) === solved && isWell(one) === well).length : null;
  return {
    state: isShown ? 'SHOWN' : 'SUPPRESSED',
    contacts: asked.length,
    unanswered: asked.length - rated.length,
    tickets: new Set(asked.flatMap(({ tickets }) => tickets)).size,
    people: isShown ? people : null,
    solvedTreatedWell: count('solved', true),
    solvedTreatedBadly: count('solved', false),
    unsolvedTreatedWell: count('unsolved', true),
    unsolvedTreatedBadly: count('unsolved', false),
    notSaidTreatedWell: count('not said', true),
    notSaidTreatedBadly: count('not said', false),
  };
}

function contactsIn(events: readonly RawEvent[]): Contact[] {
  return events
    .filter(({ type }) => type === 'InteractionStarted')
    .map((started) => {
      const own = events.filter(({ stream }) => stream === started.stream);
      const of = (type: string) => own.filter((event) => event.type === type);
      const teamId = said(of('InteractionTransferred').at(-1) ?? started)['teamId']!;
      const ended = of('InteractionEnded').at(-1);
      return {
        id: said(started)['interactionId']!,
        began: at(started),
        teamId,
        departmentId: said(started)['departmentId']!,
        tickets: of('InteractionLinkedToTicket').map((link) => said(link)['ticketId']!),
        ratings: asItHappened(of('InteractionFeedbackGiven')),
        outcome: ended && said(ended)['outcome'],
      };
    });
}

function isWell({ ratings }: Contact): boolean {
  return ratings.reduce((sum, rating) => sum + number(rating, 'treatment')!, 0) >= 4 * ratings.length;
}
function solvedOf({ ratings, outcome }: Contact): string {
  const last = ratings.findLast((rating) => flag(rating, 'resolvedAtTime') !== undefined);
  if (last) return flag(last, 'resolvedAtTime') ? 'solved' : 'unsolved';
  if (outcome === 'RESOLVED') return 'solved';
  return outcome === 'PROGRESSED' || outcome === 'ESCALATED' ? 'unsolved' : 'not said';
}
