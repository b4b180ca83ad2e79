import { useState } from 'preact/hooks';
import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql.js';
import { FunnelChart } from '../../charts/funnel-chart.js';
import { usePercent } from '../../parts/score.js';
import { useByName } from '../../parts/by-name.js';
import { Table } from '../../parts/table.js';
import { usePeriod } from '../../parts/time.js';
import { DepartmentLink, Section, useCode } from '../../parts/words.js';
import { useZone } from '../../parts/zone.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const PeersQuery = graphql(`
  query Peers($kind: DepartmentKind!, $measure: Component!, $asOf: DateTime) {
    peerBand(kind: $kind, measure: $measure, asOf: $asOf) {
      state
      from
      until
      pooled
      withheld
      departments {
        departmentId
        state
        trials
        proportion
        standing
        within95 {
          low
          high
        }
        within998 {
          low
          high
        }
      }
    }
  }
`);
type Question = VariablesOf<typeof PeersQuery>;
const MEASURES = ['RESPONSIVENESS', 'RELIABILITY', 'DURABILITY', 'TREATMENT', 'TRANSPARENCY', 'ENGAGEMENT'] as const;

interface PeersProps {
  readonly departmentId: string;
  readonly kind: Question['kind'];
  readonly nameOf: (departmentId: string) => string;
}
/** Compares a department with others of its kind: whether it differs by more than chance. */
export function Peers({ departmentId, kind, nameOf }: PeersProps) {
  const { peers, relationship } = useTexts();
  const code = useCode();
  const { asOf } = useMoment();
  const [measure, setMeasure] = useState<Question['measure']>(MEASURES[0]);
  return (
    <Section id="peers" heading={peers.heading(code(kind))} why={peers.why} needs="Query peerBand">
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        <label>
          {relationship.component}
          <select value={measure} onChange={({ currentTarget }) => setMeasure(currentTarget.value as Question['measure'])}>
            {MEASURES.map((one) => (
              <option key={one} value={one}>
                {code(one)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <Asked query={PeersQuery} variables={{ kind, measure, ...(asOf && { asOf }) }}>
        {(answer) => <Band answer={answer} title={code(measure)} own={departmentId} nameOf={nameOf} />}
      </Asked>
    </Section>
  );
}

interface BandProps {
  readonly answer: ResultOf<typeof PeersQuery>;
  readonly title: string;
  readonly own: string;
  readonly nameOf: (departmentId: string) => string;
}
function Band({ answer: { peerBand }, title, own, nameOf }: BandProps) {
  const { peers, chart, overview, nothing } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const period = usePeriod(useZone());
  const { state, pooled, withheld, from, until } = peerBand;
  const byName = useByName();
  const rows = peerBand.departments.toSorted((a, b) => byName(nameOf(a.departmentId), nameOf(b.departmentId)));
  const units = rows.flatMap(({ departmentId: id, proportion, trials, standing, within95, within998 }) =>
    proportion !== null && trials !== null && standing !== null && within95 && within998
      ? [{ id, name: nameOf(id), proportion, trials, standing, within95, within998 }]
      : [],
  );
  if (rows.length === 0) return <p class="nothing">{nothing}</p>;
  return (
    <>
      <p class="why">
        {period(from, until).join(' – ')}. {state !== 'JUDGED' && peers.states[state]} {withheld > 0 && chart.withheld(withheld)}
      </p>
      {pooled !== null && units.length > 0 && (
        <figure>
          <FunnelChart title={title} pooled={pooled} units={units} own={own} />
        </figure>
      )}
      <Table
        caption={`${title}: ${peers.table}`}
        rows={rows}
        keyOf={({ departmentId }) => departmentId}
        classOf={({ departmentId }) => (departmentId === own ? 'marked' : undefined)}
        columns={[
          {
            heading: overview.department,
            cell: ({ departmentId }) => <DepartmentLink id={departmentId} name={nameOf(departmentId)} />,
            text: ({ departmentId }) => nameOf(departmentId),
          },
          {
            heading: chart.share,
            cell: ({ proportion, state: shown }) => (shown === 'SUPPRESSED' ? code(shown) : percent(proportion)),
            text: ({ proportion }) => proportion,
            numeric: true,
          },
          { heading: chart.counts, cell: ({ trials }) => trials ?? '–', numeric: true },
          {
            heading: peers.expected,
            cell: ({ within95 }) => (within95 ? `${percent(within95.low)} – ${percent(within95.high)}` : '–'),
            numeric: true,
          },
          { heading: peers.standing, cell: ({ standing }) => code(standing) },
        ]}
      />
    </>
  );
}
