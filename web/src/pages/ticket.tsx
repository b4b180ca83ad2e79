import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { Events } from '../parts/events.js';
import { RecordLinks } from '../parts/record-links.js';
import { Time } from '../parts/time.js';
import { DepartmentLink, Facts, Linked, Section, TeamLink, TicketLink, Unknown, useCode } from '../parts/words.js';
import { Asked } from '../shell/asked.js';
import { Undated, useMoment } from '../shell/moment.js';
import { useOpens } from '../shell/may.js';
import { useLocaleName, useTexts } from '../shell/texts.js';

const TicketQuery = graphql(`
  query Ticket($id: ID!, $knownAt: DateTime, $locale: Locale) {
    ticketDepartmentView(id: $id, knownAt: $knownAt, locale: $locale) {
      headline
      whoHasIt
      whatHappenedLast
      whatIsPromisedNext
    }
    ticket(id: $id, knownAt: $knownAt) {
      ticketId
      title
      description
      textState
      externalId
      externalSystem
      state
      kind
      channel
      priority
      clinicalImpact
      category
      subcategory
      loggedAt
      acknowledgedAt
      acknowledgeBy
      nextUpdateBy
      lastSharedAt
      resolvedAt
      closedAt
      holdReason
      heldSince
      chased
      reassignments
      reopenings
      updatesShared
      fidelity
      requesterRef
      assigneeRef
      mergedInto
      departmentId
      teamId
      department {
        name
      }
      team {
        name
      }
      links {
        otherRef
        relation
      }
    }
  }
`);
const TicketChanged = graphql(`
  subscription TicketChanged($id: ID!) {
    ticketChanged(id: $id) {
      id
    }
  }
`);

/** A ticket: first as the department sees it, then in detail, then all of its events. */
export function TicketPage() {
  const { id = '' } = useRoute().params;
  const texts = useTexts();
  const code = useCode();
  const locale = useLocaleName();
  const opens = useOpens();
  const { knownAt } = useMoment();
  const live = knownAt ? undefined : { query: TicketChanged, variables: { id }, every: 500 };
  return (
    <Asked query={TicketQuery} variables={{ id, locale, ...(knownAt && { knownAt }) }} live={live}>
      {({ ticket, ticketDepartmentView: view }) =>
        ticket ? (
          <>
            <h1>
              {texts.ticket.heading(ticket.ticketId)}
              {ticket.title && `: ${ticket.title}`}
            </h1>
            <Undated />
            {view && (
              <div class="plain-words">
                <p class="lead">{view.headline}</p>
                <p>{view.whoHasIt}</p>
                <p>{view.whatHappenedLast}</p>
                <p>{view.whatIsPromisedNext}</p>
              </div>
            )}
            {ticket.description && <p class="said">{ticket.description}</p>}
            <Facts
              facts={[
                [texts.promises.state, code(ticket.state)],
                [texts.register.kind, code(ticket.kind)],
                [texts.overview.department, <DepartmentLink id={ticket.departmentId} name={ticket.department?.name} />],
                [texts.overview.team, <TeamLink id={ticket.teamId} name={ticket.team?.name} />],
                [
                  texts.overview.relationship,
                  ticket.teamId && opens('/relationships') && (
                    <Linked to={`/relationships/${ticket.teamId}/${ticket.departmentId}`}>{texts.relationship.show}</Linked>
                  ),
                ],
                [texts.ticket.channel, code(ticket.channel)],
                [texts.ticket.priority, ticket.priority],
                [texts.ticket.impact, code(ticket.clinicalImpact)],
                [texts.ticket.category, [ticket.category, ticket.subcategory].filter(Boolean).join(' / ')],
                [texts.ticket.logged, <Time at={ticket.loggedAt} />],
                [texts.ticket.acknowledgeBy, ticket.acknowledgeBy && <Time at={ticket.acknowledgeBy} />],
                [texts.ticket.acknowledged, ticket.acknowledgedAt && <Time at={ticket.acknowledgedAt} />],
                [texts.ticket.nextUpdateBy, ticket.nextUpdateBy && <Time at={ticket.nextUpdateBy} />],
                [texts.ticket.lastShared, ticket.lastSharedAt && <Time at={ticket.lastSharedAt} />],
                [texts.ticket.onHold, ticket.holdReason && code(ticket.holdReason)],
                [texts.ticket.resolved, ticket.resolvedAt && <Time at={ticket.resolvedAt} />],
                [texts.ticket.closed, ticket.closedAt && <Time at={ticket.closedAt} />],
                [texts.ticket.chased, ticket.chased],
                [texts.ticket.reassignments, ticket.reassignments],
                [texts.ticket.reopenings, ticket.reopenings],
                [texts.ticket.updates, ticket.updatesShared],
                [texts.ticket.text, ticket.textState && ticket.textState !== 'KEPT' && code(ticket.textState)],
                [
                  texts.ticket.externalId,
                  ticket.externalId && [ticket.externalSystem, ticket.externalId].filter(Boolean).join(': '),
                ],
                [texts.ticket.fidelity, code(ticket.fidelity)],
                [texts.ticket.mergedInto, ticket.mergedInto && <TicketLink id={ticket.mergedInto} />],
                ...ticket.links.map(
                  ({ otherRef, relation }) =>
                    [
                      code(relation),
                      <Linked to="/search" also={{ q: otherRef }}>
                        {otherRef}
                      </Linked>,
                    ] as const,
                ),
              ]}
            />
            <RecordLinks
              commands={['makeCommitment', 'startInteraction']}
              prefill={{
                ticketId: ticket.ticketId,
                teamId: ticket.teamId,
                byTeamId: ticket.teamId,
                departmentId: ticket.departmentId,
                toDepartmentId: ticket.departmentId,
              }}
            />
            <Section id="events" heading={texts.events.heading} needs="Query streamEvents">
              <Events stream={`ticket-${ticket.ticketId}`} />
            </Section>
          </>
        ) : (
          <Unknown>{texts.ticket.unknown}</Unknown>
        )
      }
    </Asked>
  );
}
