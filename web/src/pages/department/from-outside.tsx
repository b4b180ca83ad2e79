import { graphql } from '../../api/graphql.js';
import { FirstContacts } from '../../parts/measures.js';
import { OpenPromises } from '../../parts/open-promises.js';
import { PairScoreFields, PairsOf } from '../../parts/pair-scores.js';
import { useSideNames } from '../../parts/side-names.js';
import { Section, Unknown } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';
import { Charts } from '../relationship/charts.js';
import { Peers } from './peers.js';
import { DepartmentFacts, DepartmentFields } from './facts.js';
import { Feedback } from './feedback.js';
import { Surveys } from './surveys.js';

const RegisterQuery = graphql(
  `
    query DepartmentRegister($id: ID!, $asOf: DateTime, $knownAt: DateTime) {
      department(id: $id, asOf: $asOf, knownAt: $knownAt) {
        ...DepartmentFields
        tickets {
          new
          inProgress
          onHold
        }
      }
    }
  `,
  [DepartmentFields],
);
const PairsQuery = graphql(
  `
    query PairsOfDepartment($id: ID!, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
      relationships(
        filter: { departmentId: $id }
        orderBy: ATTENTION
        asOf: $asOf
        knownAt: $knownAt
        first: $first
        after: $after
      ) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        edges {
          node {
            ...PairScoreFields
          }
        }
      }
    }
  `,
  [PairScoreFields],
);
/** A department for a user who may not run the full query: each part that the user may see is queried separately. */
export function FromOutside({ id }: { id: string }) {
  const texts = useTexts();
  const moment = useMoment();
  const { team: nameOf } = useSideNames();
  return (
    <Asked query={RegisterQuery} variables={{ id, ...moment }}>
      {({ department }) => {
        if (!department) return <Unknown>{texts.department.unknown}</Unknown>;
        const { tickets } = department;
        return (
          <>
            <h1>{department.name ?? id}</h1>
            <DepartmentFacts
              department={department}
              openTickets={tickets ? tickets.new + tickets.inProgress + tickets.onHold : null}
            />
            <Section id="relationships" heading={texts.relationship.all} needs="Query relationships">
              <Paged query={PairsQuery} variables={{ id, ...moment }} listOf={({ relationships }) => relationships} page={50}>
                {(list) => <PairsOf list={list} other="team" />}
              </Paged>
            </Section>
            <Feedback departmentId={id} />
            <Surveys departmentId={id} nameOf={nameOf} />
            <OpenPromises of={{ departmentId: id }} />
            <FirstContacts departmentId={id} />
            {department.kind && <Peers departmentId={id} kind={department.kind} />}
            <Charts departmentId={id} />
          </>
        );
      }}
    </Asked>
  );
}
