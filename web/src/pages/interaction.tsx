import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { Events } from '../parts/events.js';
import { RecordLinks } from '../parts/record-links.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { DepartmentLink, Facts, Section, TeamLink, TicketLink, Unknown, useCode } from '../parts/words.js';
import { Asked } from '../shell/asked.js';
import { Undated, useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const InteractionQuery = graphql(`
  query Interaction($id: ID!, $knownAt: DateTime) {
    interaction(id: $id, knownAt: $knownAt) {
      interactionId
      channel
      direction
      purpose
      outcome
      nextStepAgreed
      startedAt
      endedAt
      durationSec
      recognitions
      selfAssessedTreatment
      teamId
      departmentId
      team {
        name
      }
      department {
        name
      }
      ticketIds
      feedbackState
      feedback {
        at
        treatment
        ease
        comment
        informed
        lostMinutes
        resolvedAtTime
        factors
      }
      concerns {
        concernId
        about
        raisedAt
        addressedAt
      }
      transfers {
        at
        fromTeamId
        toTeamId
        warm
      }
    }
  }
`);

/** An interaction: its participants, its outcome, the feedback about it, and all of its events. */
export function InteractionPage() {
  const { id = '' } = useRoute().params;
  const texts = useTexts();
  const { contact } = texts;
  const code = useCode();
  const { knownAt } = useMoment();
  const yesNo = (value: boolean | null) => (value === null ? texts.codes.NOT_SAID : value ? texts.yes : texts.no);
  return (
    <Asked query={InteractionQuery} variables={{ id, ...(knownAt && { knownAt }) }}>
      {({ interaction }) =>
        interaction ? (
          <>
            <h1>{contact.heading(interaction.interactionId)}</h1>
            <Undated />
            <Facts
              facts={[
                [texts.overview.team, <TeamLink id={interaction.teamId} name={interaction.team?.name} />],
                [texts.overview.department, <DepartmentLink id={interaction.departmentId} name={interaction.department?.name} />],
                [texts.ticket.channel, code(interaction.channel)],
                [contact.direction, code(interaction.direction)],
                [contact.purpose, interaction.purpose],
                [contact.started, <Time at={interaction.startedAt} />],
                [contact.ended, interaction.endedAt && <Time at={interaction.endedAt} />],
                [contact.outcome, interaction.outcome && code(interaction.outcome)],
                [contact.nextStep, yesNo(interaction.nextStepAgreed)],
                [contact.recognitions, interaction.recognitions],
                [
                  texts.nav.tickets,
                  interaction.ticketIds.length > 0 && interaction.ticketIds.map((each) => <TicketLink key={each} id={each} />),
                ],
              ]}
            />
            <RecordLinks
              commands={interaction.endedAt ? ['giveInteractionFeedback'] : ['giveInteractionFeedback', 'endInteraction']}
              prefill={{ interactionId: interaction.interactionId }}
            />
            <Section id="feedback" heading={contact.feedback}>
              {interaction.feedbackState === 'SUPPRESSED' && <p class="nothing">{contact.withheld}</p>}
              {(interaction.feedbackState !== 'SUPPRESSED' || interaction.feedback.length > 0) && (
                <Table
                  caption={contact.feedback}
                  empty={texts.empty.feedback}
                  rows={interaction.feedback}
                  keyOf={({ at }) => at}
                  columns={[
                    { heading: texts.timeline.at, cell: ({ at }) => <Time at={at} />, text: ({ at }) => at },
                    { heading: contact.treatment, cell: ({ treatment }) => contact.ofFive(treatment), numeric: true },
                    { heading: contact.resolved, cell: ({ resolvedAtTime }) => yesNo(resolvedAtTime) },
                    { heading: contact.ease, cell: ({ ease }) => (ease === null ? '–' : ease), numeric: true },
                    { heading: contact.factors, cell: ({ factors }) => factors.join(', ') },
                    { heading: contact.comment, cell: ({ comment }) => comment ?? '–', text: ({ comment }) => comment },
                  ]}
                />
              )}
            </Section>
            {interaction.concerns.length > 0 && (
              <Section id="concerns" heading={contact.concerns}>
                <Table
                  caption={contact.concerns}
                  rows={interaction.concerns}
                  keyOf={({ concernId }) => concernId}
                  columns={[
                    {
                      heading: texts.timeline.at,
                      cell: ({ raisedAt }) => <Time at={raisedAt} />,
                      text: ({ raisedAt }) => raisedAt,
                    },
                    { heading: contact.about, cell: ({ about }) => code(about) },
                    {
                      heading: contact.addressed,
                      cell: ({ addressedAt }) => <Time at={addressedAt} />,
                      text: ({ addressedAt }) => addressedAt,
                    },
                  ]}
                />
              </Section>
            )}
            <Section id="events" heading={texts.events.heading} needs="Query streamEvents">
              <Events stream={`interaction-${interaction.interactionId}`} />
            </Section>
          </>
        ) : (
          <Unknown>{contact.unknown}</Unknown>
        )
      }
    </Asked>
  );
}
