import { graphql, type ResultOf } from '../../api/graphql.js';
import { NamedDepartment } from '../../parts/side-names.js';
import { Facts, Linked, useCode } from '../../parts/words.js';
import { useTexts } from '../../shell/texts.js';

export const DepartmentFields = graphql(`
  fragment DepartmentFields on Department @_unmask {
    departmentId
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
`);
interface DepartmentFactsProps {
  readonly department: ResultOf<typeof DepartmentFields>;
  readonly openTickets: number | null;
  readonly also?: Parameters<typeof Facts>[0]['facts'];
}
export function DepartmentFacts({ department, openTickets, also = [] }: DepartmentFactsProps) {
  const texts = useTexts();
  const code = useCode();
  return (
    <Facts
      facts={[
        [texts.register.kind, code(department.kind)],
        [
          texts.register.open,
          openTickets !== null && (
            <Linked to="/tickets" also={{ departmentId: department.departmentId, open: 'yes' }}>
              {openTickets}
            </Linked>
          ),
        ],
        [
          texts.register.parent,
          department.parent && <Linked to={`/departments/${department.parent.departmentId}`}>{department.parent.name}</Linked>,
        ],
        [texts.register.mergedIntoName, department.mergedInto && <NamedDepartment id={department.mergedInto} />],
        [texts.register.formerNames, department.formerNames.map(({ name }) => name).join(', ')],
        ...also,
      ]}
    />
  );
}
