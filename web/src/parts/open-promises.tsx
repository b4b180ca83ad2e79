import { graphql } from '../api/graphql.js';
import { Asked } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { LedgerFields, PromiseTable } from './promise-table.js';
import { Linked, Section } from './words.js';

const OpenQuery = graphql(
  `
    query OpenPromises($teamId: ID, $departmentId: ID, $asOf: DateTime, $knownAt: DateTime) {
      overdue: commitmentLedger(
        state: OVERDUE
        teamId: $teamId
        departmentId: $departmentId
        asOf: $asOf
        knownAt: $knownAt
        first: 25
      ) {
        ...LedgerFields
      }
      open: commitmentLedger(
        state: OPEN
        teamId: $teamId
        departmentId: $departmentId
        asOf: $asOf
        knownAt: $knownAt
        first: 25
      ) {
        ...LedgerFields
      }
    }
  `,
  [LedgerFields],
);

/** The open promises of a team or to a department, overdue ones first. The promises page lists all of them. */
export function OpenPromises({ of }: { of: { readonly teamId: string } | { readonly departmentId: string } }) {
  const { promises, empty } = useTexts();
  const moment = useMoment();
  return (
    <Section id="open-promises" heading={promises.open} needs="Query commitmentLedger">
      <Asked query={OpenQuery} variables={{ ...of, ...moment }}>
        {({ overdue, open }) => (
          <PromiseTable
            list={{
              rows: [...overdue.edges, ...open.edges].map(({ node }) => node),
              total: overdue.totalCount + open.totalCount,
            }}
            empty={empty.openPromises}
            sides={['teamId' in of ? 'department' : 'team']}
          />
        )}
      </Asked>
      <p class="no-print">
        <Linked to="/promises" also={of}>
          {promises.all}
        </Linked>
      </p>
    </Section>
  );
}
