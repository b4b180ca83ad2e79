import { useRoute } from 'preact-iso';
import { graphql } from '../../api/graphql.js';
import { BounceTable, BounceFields, FirstContactFields, FirstContactTable } from '../../parts/measures.js';
import { PairScoreFields, PairScores } from '../../parts/pair-scores.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Section, TeamLink, TicketLink, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { type Permission, useMay } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { DepartmentFacts, DepartmentFields, LoopFields, LoopTable, SurveysFields, SurveyTable } from './parts.js';
import { FromOutside } from './from-outside.js';
import { Charts } from '../relationship/charts.js';

const DepartmentQuery = graphql(
  `
    query Department($id: ID!, $asOf: DateTime, $to: DateTime, $knownAt: DateTime) {
      departmentOverview(id: $id, asOf: $asOf, knownAt: $knownAt) {
        openTickets
        department {
          ...DepartmentFields
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
        ...LoopFields
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
        ...SurveysFields
      }
    }
  `,
  [PairScoreFields, BounceFields, FirstContactFields, DepartmentFields, LoopFields, SurveysFields],
);

/** A department: as its head asks, or what a role that does not see all of it may see. */
export function DepartmentPage() {
  const { id = '' } = useRoute().params;
  const may = useMay();
  return (
    <>
      {NEEDED.every(may) ? <Overview id={id} /> : <FromOutside id={id} />}
      <Charts departmentId={id} />
    </>
  );
}

/** What the one question about all of it needs. */
const NEEDED: readonly Permission[] = [
  'Query departmentOverview',
  'Query bounceMatrix',
  'Query firstContactMatrix',
  'Query feedbackLoop',
  'Query surveys',
];

/** A department as its head would ask: how each team gets on with us, who is to be asked, what is due, what was done about what we said. */
function Overview({ id }: { id: string }) {
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  return (
    <Asked query={DepartmentQuery} variables={{ id, ...moment, ...(moment.asOf && { to: moment.asOf }) }}>
      {({ departmentOverview: overview, bounceMatrix, firstContactMatrix, feedbackLoop, surveys, teams }) => {
        const names = new Map(teams.edges.map(({ node }) => [node.teamId, node.name]));
        const nameOf = (teamId: string) => names.get(teamId) ?? teamId;
        return overview ? (
          <>
            <h1>{overview.department.name ?? id}</h1>
            <DepartmentFacts
              department={overview.department}
              openTickets={overview.openTickets}
              also={overview.liaisons.map(
                (one) => [texts.about.liaison(code(one.side)), `${one.personRef} (${nameOf(one.teamId)})`] as const,
              )}
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
              <LoopTable loop={feedbackLoop} />
            </Section>
            <Section id="surveys" heading={texts.department.surveys}>
              <SurveyTable surveys={surveys} nameOf={nameOf} />
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
  );
}
