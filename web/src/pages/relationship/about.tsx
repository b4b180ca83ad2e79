import { useSideNames } from '../../parts/side-names.js';
import { Facts, Linked, Section, useCode } from '../../parts/words.js';
import { Time, useDuration } from '../../parts/time.js';
import { useTexts } from '../../shell/texts.js';
import type { Relationship } from './page.js';

/** The liaisons, the charter, and each side's view of the relationship's maturity. */
export function About({
  relationship,
  teamId,
  departmentId,
}: {
  relationship: Relationship;
  teamId: string;
  departmentId: string;
}) {
  const { about, maturity } = useTexts();
  const code = useCode();
  const duration = useDuration();
  const { charter, successor, mergedInto } = relationship;
  const level = (value: number | null) => (value === null ? about.notAssessed : `${value}: ${maturity[value as 1]}`);
  const liaisons = (relationship.department?.liaisons ?? []).filter((one) => one.teamId === teamId);
  return (
    <Section id="about" heading={about.heading}>
      <Facts
        facts={[
          [about.state, code(relationship.state)],
          [about.type, relationship.type && code(relationship.type)],
          [about.scope, relationship.scope],
          [about.established, relationship.establishedAt && <Time at={relationship.establishedAt} withTime={false} />],
          [about.ended, relationship.endedAt && <Time at={relationship.endedAt} withTime={false} />],
          [about.contacts, relationship.interactions],
          [about.resolutions, relationship.resolutions],
          [about.maturityIt, level(relationship.maturity.it)],
          [about.maturityDepartment, level(relationship.maturity.department)],
          [
            about.charter,
            charter ? (
              <>
                <Time at={charter.agreedAt} withTime={false} />,{' '}
                {charter.acceptedBy ? about.accepted(code(charter.acceptedBy)) : about.recorded(code(charter.recordedBy))}
              </>
            ) : (
              about.noCharter
            ),
          ],
          [about.acknowledge, charter?.acknowledgeMinutes && duration(charter.acknowledgeMinutes)],
          [about.update, charter?.updateCadenceMinutes && duration(charter.updateCadenceMinutes)],
          [about.review, charter?.reviewCadenceDays && about.days(charter.reviewCadenceDays)],
          [about.expectations, charter?.expectations.join('; ')],
          ...liaisons.map(
            ({ side, personRef, since }) =>
              [
                about.liaison(code(side)),
                <>
                  {personRef} ({about.since} <Time at={since} withTime={false} />)
                </>,
              ] as const,
          ),
          [about.successor, successor && <PairLink {...successor} />],
          [about.mergedInto, mergedInto && <PairLink {...mergedInto} />],
          [
            about.predecessors,
            relationship.predecessors.length > 0 &&
              relationship.predecessors.map((one) => <PairLink key={one.teamId + one.departmentId} {...one} />),
          ],
        ]}
      />
      <p>
        <Linked to={`/streams/${encodeURIComponent(`relationship-${teamId}.${departmentId}`)}`}>{about.stream}</Linked>
      </p>
    </Section>
  );
}

function PairLink({ teamId, departmentId }: { teamId: string; departmentId: string }) {
  const { team, department } = useSideNames();
  return (
    <Linked to={`/relationships/${encodeURIComponent(teamId)}/${encodeURIComponent(departmentId)}`}>
      {team(teamId)} · {department(departmentId)}
    </Linked>
  );
}
