import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { BounceTable, BounceFields, FirstContactFields, FirstContactTable } from '../parts/measures.js';
import { PairScoreFields, PairScores } from '../parts/pair-scores.js';
import { usePercent } from '../parts/score.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { Facts, Linked, Section, TeamLink, TicketLink, useCode } from '../parts/words.js';
import { Asked } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { Charts } from './relationship/charts.js';

const DepartmentQuery = graphql(
  `
    query Department($id: ID!, $asOf: DateTime, $to: DateTime, $knownAt: DateTime) {
      departmentOverview(id: $id, asOf: $asOf, knownAt: $knownAt) {
        openTickets
        department {
          name
          currentName
          kind
          retired
          mergedInto
          parent {
            departmentId
            name
          }
          formerNames {
            name
            until
          }
          externalIds {
            system
            value
          }
        }
        liaisons {
          teamId
          side
          personRef
          since
        }
        nextTouchpoints {
          touchpointId
          teamId
          type
          plannedFor
        }
        openPromises {
          ticketId
          kind
          dueAt
          teamId
          team {
            name
          }
        }
        relationships {
          ...PairScoreFields
        }
      }
      bounceMatrix(departmentId: $id, to: $to, knownAt: $knownAt) {
        ...BounceFields
      }
      firstContactMatrix(departmentId: $id, to: $to, knownAt: $knownAt) {
        ...FirstContactFields
      }
      feedbackLoop(departmentId: $id, knownAt: $knownAt, first: 25) {
        totalCount
        edges {
          node {
            improvement {
              improvementId
              topic
              state
              proposedAt
              deliveredAt
            }
            toldBack {
              tellBackAt
            }
          }
        }
      }
      teams(asOf: $asOf, knownAt: $knownAt, first: 500) {
        edges {
          node {
            teamId
            name
          }
        }
      }
      surveys(departmentId: $id, knownAt: $knownAt, first: 25) {
        totalCount
        edges {
          node {
            surveyId
            teamId
            from
            until
            publication
            responseRate
            eligible
            composites {
              compositeId
              name
              percentPositive
              state
            }
          }
        }
      }
    }
  `,
  [PairScoreFields, BounceFields, FirstContactFields],
);

/** A department as its head would ask: how each team gets on with us, who is to be asked, what is due, what was done about what we said. */
export function DepartmentPage() {
  const { id = '' } = useRoute().params;
  const texts = useTexts();
  const code = useCode();
  const percent = usePercent();
  const moment = useMoment();
  return (
    <>
      <Asked query={DepartmentQuery} variables={{ id, ...moment, ...(moment.asOf && { to: moment.asOf }) }}>
        {({ departmentOverview: overview, bounceMatrix, firstContactMatrix, feedbackLoop, surveys, teams }) => {
          const names = new Map(teams.edges.map(({ node }) => [node.teamId, node.name]));
          const nameOf = (teamId: string) => names.get(teamId) ?? teamId;
          return overview ? (
            <>
              <h1>{overview.department.name ?? id}</h1>
              <Facts
                facts={[
                  [texts.register.kind, code(overview.department.kind)],
                  [
                    texts.register.open,
                    <Linked to="/tickets" also={{ departmentId: id, open: 'yes' }}>
                      {overview.openTickets}
                    </Linked>,
                  ],
                  [
                    texts.register.parent,
                    overview.department.parent && (
                      <Linked to={`/departments/${overview.department.parent.departmentId}`}>
                        {overview.department.parent.name}
                      </Linked>
                    ),
                  ],
                  [texts.register.mergedIntoName, overview.department.mergedInto],
                  [texts.register.formerNames, overview.department.formerNames.map(({ name }) => name).join(', ')],
                  ...overview.liaisons.map(
                    (one) => [texts.about.liaison(code(one.side)), `${one.personRef} (${nameOf(one.teamId)})`] as const,
                  ),
                ]}
              />
              <Section id="relationships" heading={texts.relationship.all}>
                <PairScores rows={overview.relationships} other="team" />
              </Section>
              <Section id="words" heading={texts.department.openPromises}>
                <Table
                  caption={texts.department.openPromises}
                  rows={overview.openPromises}
                  keyOf={({ ticketId, kind }) => ticketId + kind}
                  columns={[
                    {
                      heading: texts.ticket.one,
                      cell: ({ ticketId }) => <TicketLink id={ticketId} />,
                      text: ({ ticketId }) => ticketId,
                    },
                    { heading: texts.silences.what, cell: ({ kind }) => code(kind) },
                    { heading: texts.promises.due, cell: ({ dueAt }) => <Time at={dueAt} />, text: ({ dueAt }) => dueAt },
                    {
                      heading: texts.overview.team,
                      cell: ({ teamId, team }) => <TeamLink id={teamId} name={team?.name} />,
                      text: ({ team }) => team?.name,
                    },
                  ]}
                />
              </Section>
              <Section id="next" heading={texts.department.nextTouchpoints}>
                <Table
                  caption={texts.department.nextTouchpoints}
                  rows={overview.nextTouchpoints}
                  keyOf={({ touchpointId }) => touchpointId}
                  columns={[
                    {
                      heading: texts.touchpoints.planned,
                      cell: ({ plannedFor }) => <Time at={plannedFor} />,
                      text: ({ plannedFor }) => plannedFor,
                    },
                    { heading: texts.touchpoints.type, cell: ({ type }) => code(type) },
                    {
                      heading: texts.overview.team,
                      cell: ({ teamId }) => <TeamLink id={teamId} name={nameOf(teamId)} />,
                      text: ({ teamId }) => nameOf(teamId),
                    },
                  ]}
                />
              </Section>
              <Section id="loop" heading={texts.department.loop} why={texts.department.loopWhy}>
                <Table
                  caption={texts.department.loop}
                  rows={feedbackLoop.edges.map(({ node }) => node)}
                  total={feedbackLoop.totalCount}
                  keyOf={({ improvement }) => improvement.improvementId}
                  columns={[
                    { heading: texts.department.topic, cell: ({ improvement }) => improvement.topic },
                    { heading: texts.promises.state, cell: ({ improvement }) => code(improvement.state) },
                    {
                      heading: texts.department.proposed,
                      cell: ({ improvement }) => <Time at={improvement.proposedAt} withTime={false} />,
                      text: ({ improvement }) => improvement.proposedAt,
                    },
                    {
                      heading: texts.department.delivered,
                      cell: ({ improvement }) => <Time at={improvement.deliveredAt} withTime={false} />,
                      text: ({ improvement }) => improvement.deliveredAt,
                    },
                    {
                      heading: texts.department.toldBack,
                      cell: ({ toldBack }) => <Time at={toldBack.at(-1)?.tellBackAt} withTime={false} />,
                      text: ({ toldBack }) => toldBack.at(-1)?.tellBackAt,
                    },
                  ]}
                />
              </Section>
              <Section id="surveys" heading={texts.department.surveys}>
                <Table
                  caption={texts.department.surveys}
                  rows={surveys.edges.map(({ node }) => node)}
                  total={surveys.totalCount}
                  keyOf={({ surveyId }) => surveyId}
                  columns={[
                    {
                      heading: texts.chart.period,
                      cell: ({ from, until }) => (
                        <>
                          <Time at={from} withTime={false} /> – <Time at={until} withTime={false} />
                        </>
                      ),
                      text: ({ from }) => from,
                    },
                    {
                      heading: texts.overview.team,
                      cell: ({ teamId }) => (teamId ? <TeamLink id={teamId} name={nameOf(teamId)} /> : texts.all),
                      text: ({ teamId }) => (teamId ? nameOf(teamId) : texts.all),
                    },
                    { heading: texts.department.publication, cell: ({ publication }) => code(publication) },
                    {
                      heading: texts.department.answered,
                      cell: ({ responseRate, eligible }) =>
                        responseRate === null ? '–' : texts.department.ofPeople(percent(responseRate), eligible),
                    },
                    {
                      heading: texts.department.positive,
                      cell: ({ composites }) =>
                        composites
                          .map(
                            ({ name, percentPositive, state }) =>
                              `${name}: ${percentPositive === null ? code(state) : `${percentPositive} %`}`,
                          )
                          .join(', '),
                    },
                  ]}
                />
              </Section>
              <Section id="contacts" heading={texts.firstContact.heading} why={texts.firstContact.why}>
                <FirstContactTable matrix={firstContactMatrix} />
              </Section>
              <Section
                id="bounces"
                heading={texts.bounces.heading}
                why={texts.bounces.why(bounceMatrix.total, bounceMatrix.tickets)}
              >
                <BounceTable matrix={bounceMatrix} nameOf={nameOf} />
              </Section>
            </>
          ) : (
            <h1>{texts.department.unknown}</h1>
          );
        }}
      </Asked>
      <Charts departmentId={id} />
    </>
  );
}
