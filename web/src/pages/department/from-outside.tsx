import { graphql } from '../../api/graphql.js';
import { FirstContacts } from '../../parts/measures.js';
import { OpenPromises } from '../../parts/open-promises.js';
import { useSideNames } from '../../parts/side-names.js';
import { Unknown } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Charts } from '../relationship/charts.js';
import { Peers } from './peers.js';
import { DepartmentFacts, DepartmentFields } from './facts.js';
import { Feedback } from './feedback.js';
import { Relationships } from '../../parts/relationships.js';
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
/** A department for a user who may not run the full query: each part that the user may see is queried separately. */
export function FromOutside({ id }: { id: string }) {
  const texts = useTexts();
  const moment = useMoment();
  const { team: nameOf, department: departmentNameOf } = useSideNames();
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
            <Relationships of={{ departmentId: id }} />
            <Feedback departmentId={id} />
            <Surveys departmentId={id} nameOf={nameOf} />
            <OpenPromises of={{ departmentId: id }} />
            <FirstContacts departmentId={id} />
            {department.kind && <Peers departmentId={id} kind={department.kind} nameOf={departmentNameOf} />}
            <Charts departmentId={id} />
          </>
        );
      }}
    </Asked>
  );
}
