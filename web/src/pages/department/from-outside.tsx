import { graphql } from '../../api/graphql.js';
import { FirstContacts } from '../../parts/measures.js';
import { OpenPromises } from '../../parts/open-promises.js';
import { PairScoreFields, PairsOf } from '../../parts/pair-scores.js';
import { useSideNames } from '../../parts/side-names.js';
import { Section, Unknown } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Charts } from '../relationship/charts.js';
import { Peers } from './peers.js';
import { DepartmentFacts, DepartmentFields, LoopFields, LoopTable, SurveysFields, SurveyTable } from './parts.js';

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
    query PairsOfDepartment($id: ID!, $asOf: DateTime, $knownAt: DateTime) {
      relationships(filter: { departmentId: $id }, orderBy: ATTENTION, asOf: $asOf, knownAt: $knownAt, first: 100) {
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
const LoopQuery = graphql(
  `
    query LoopOfDepartment($id: ID!, $knownAt: DateTime) {
      feedbackLoop(departmentId: $id, knownAt: $knownAt, first: 25) {
        ...LoopFields
      }
    }
  `,
  [LoopFields],
);
const SurveysQuery = graphql(
  `
    query SurveysOfDepartment($id: ID!, $knownAt: DateTime) {
      surveys(departmentId: $id, knownAt: $knownAt, first: 25) {
        ...SurveysFields
      }
    }
  `,
  [SurveysFields],
);
/** A department for a user who may not run the full query: each part that the user may see is queried separately. */
export function FromOutside({ id }: { id: string }) {
  const texts = useTexts();
  const moment = useMoment();
  const { knownAt } = moment;
  const { team: nameOf } = useSideNames();
  const variables = { id, ...(knownAt && { knownAt }) };
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
              <Asked query={PairsQuery} variables={{ id, ...moment }}>
                {({ relationships }) => <PairsOf rows={relationships.edges.map(({ node }) => node)} other="team" />}
              </Asked>
            </Section>
            <Section id="loop" heading={texts.department.loop} why={texts.department.loopWhy} needs="Query feedbackLoop">
              <Asked query={LoopQuery} variables={variables}>
                {({ feedbackLoop }) => <LoopTable loop={feedbackLoop} />}
              </Asked>
            </Section>
            <Section id="surveys" heading={texts.department.surveys} needs="Query surveys">
              <Asked query={SurveysQuery} variables={variables}>
                {({ surveys }) => <SurveyTable surveys={surveys} nameOf={nameOf} />}
              </Asked>
            </Section>
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
