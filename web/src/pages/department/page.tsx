import { useRoute } from 'preact-iso';
import { graphql } from '../../api/graphql.js';
import { BounceFields, BounceTable, FirstContacts } from '../../parts/measures.js';
import { OpenPromises } from '../../parts/open-promises.js';
import { useSideNames } from '../../parts/side-names.js';
import { useColumns } from '../../parts/columns.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Section, Unknown, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { type Permission, useMay } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { DepartmentFacts, DepartmentFields } from './facts.js';
import { Feedback } from './feedback.js';
import { Relationships } from '../../parts/relationships.js';
import { Surveys } from './surveys.js';
import { FromOutside } from './from-outside.js';
import { Peers } from './peers.js';
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
      }
      bounceMatrix(departmentId: $id, to: $to, knownAt: $knownAt) {
        ...BounceFields
      }
    }
  `,
  [BounceFields, DepartmentFields],
);

/** A department: the full overview, or the parts that the user's role may see. */
export function DepartmentPage() {
  const { id = '' } = useRoute().params;
  const may = useMay();
  return NEEDED.every(may) ? <Overview id={id} /> : <FromOutside id={id} />;
}

/** The permissions that the full query needs. */
const NEEDED: readonly Permission[] = ['Query departmentOverview', 'Query bounceMatrix'];

/**
 * A department from its head's point of view: the relationship with each team, contact persons, what is due, and what came of our
 * feedback.
 */
function Overview({ id }: { id: string }) {
  const texts = useTexts();
  const columns = useColumns();
  const code = useCode();
  const moment = useMoment();
  const { team: nameOf, department: departmentNameOf } = useSideNames();
  return (
    <Asked
      query={DepartmentQuery}
      variables={{ id, ...moment, ...(moment.asOf && { to: moment.asOf }) }}
      missing={<Unknown>{texts.department.unknown}</Unknown>}
    >
      {({ departmentOverview: overview, bounceMatrix }) => {
        return overview ? (
          <>
            <h1>{overview.department.name ?? id}</h1>
            <DepartmentFacts
              department={overview.department}
              openTickets={overview.openTickets}
              also={(['IT', 'DEPARTMENT'] as const).map(
                (side) =>
                  [
                    texts.about.liaison(code(side)),
                    byPerson(overview.liaisons.filter((one) => one.side === side))
                      .map(([person, teams]) => `${person} (${teams.map(nameOf).join(', ')})`)
                      .join('; '),
                  ] as const,
              )}
            />
            <Relationships of={{ departmentId: id }} />
            <Section id="words" heading={texts.department.openPromises}>
              <Table
                caption={texts.department.openPromises}
                empty={texts.empty.words}
                rows={overview.openPromises}
                keyOf={({ ticketId, kind }) => ticketId + kind}
                columns={[
                  columns.ticket(),
                  { heading: texts.silences.what, cell: ({ kind }) => code(kind) },
                  { heading: texts.promises.due, cell: ({ dueAt }) => <Time at={dueAt} />, text: ({ dueAt }) => dueAt },
                  columns.team(),
                ]}
              />
            </Section>
            <OpenPromises of={{ departmentId: id }} />
            <Section id="next" heading={texts.department.nextTouchpoints}>
              <Table
                caption={texts.department.nextTouchpoints}
                empty={texts.empty.nextTouchpoints}
                rows={overview.nextTouchpoints}
                keyOf={({ touchpointId }) => touchpointId}
                columns={[
                  {
                    heading: texts.touchpoints.planned,
                    cell: ({ plannedFor }) => <Time at={plannedFor} />,
                    text: ({ plannedFor }) => plannedFor,
                  },
                  { heading: texts.touchpoints.type, cell: ({ type }) => code(type) },
                  columns.team(nameOf),
                ]}
              />
            </Section>
            <Feedback departmentId={id} />
            <Surveys departmentId={id} nameOf={nameOf} />
            <FirstContacts departmentId={id} />
            <Section
              id="bounces"
              heading={texts.bounces.heading}
              why={texts.bounces.why(bounceMatrix.total, bounceMatrix.tickets)}
            >
              <BounceTable matrix={bounceMatrix} nameOf={nameOf} />
            </Section>
            {overview.department.kind && <Peers departmentId={id} kind={overview.department.kind} nameOf={departmentNameOf} />}
            <Charts departmentId={id} />
          </>
        ) : (
          <Unknown>{texts.department.unknown}</Unknown>
        );
      }}
    </Asked>
  );
}

/** The contact persons, each with their teams. */
function byPerson(liaisons: readonly { readonly personRef: string; readonly teamId: string }[]) {
  const teams = new Map<string, string[]>();
  for (const { personRef, teamId } of liaisons) teams.set(personRef, [...(teams.get(personRef) ?? []), teamId]);
  return [...teams];
}
