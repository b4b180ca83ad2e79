import { graphql } from '../../api/graphql.js';
import { AttendanceFields, AttendanceWords } from '../../parts/attendance.js';
import { PromiseTable, LedgerFields } from '../../parts/promise-table.js';
import { RecordLinks } from '../../parts/record-links.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { type Side, useSpeaksFor } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useLocaleName, useTexts } from '../../shell/texts.js';

const TimelineQuery = graphql(`
  query Timeline($teamId: ID!, $departmentId: ID!, $knownAt: DateTime, $locale: Locale, $first: Int!, $after: String) {
    relationshipTimeline(
      teamId: $teamId
      departmentId: $departmentId
      knownAt: $knownAt
      locale: $locale
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
          eventId
          at
          summary
          subject
          type
          actorKind
          fidelity
        }
      }
    }
  }
`);
const PromisesOfPair = graphql(
  `
    query PromisesOfPair($teamId: ID!, $departmentId: ID!, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
      commitmentLedger(
        teamId: $teamId
        departmentId: $departmentId
        asOf: $asOf
        knownAt: $knownAt
        first: $first
        after: $after
      ) {
        ...LedgerFields
      }
    }
  `,
  [LedgerFields],
);
const TouchpointsQuery = graphql(
  `
    query Touchpoints($departmentId: ID!, $asOf: DateTime, $knownAt: DateTime) {
      engagementCalendar(departmentId: $departmentId, asOf: $asOf, knownAt: $knownAt) {
        due
        kept
        touchpoints {
          touchpointId
          teamId
          type
          state
          plannedFor
          heldAt
          kept
          reason
          attendance {
            ...AttendanceFields
          }
        }
      }
    }
  `,
  [AttendanceFields],
);

/** The history of the relationship: a timeline in plain words, the promises, and the meetings. */
export function Happenings({ state, ...pair }: { teamId: string; departmentId: string; state: string }) {
  // Meetings are planned, and a charter proposed, in a relationship that was established.
  const next = state === 'ESTABLISHED' ? 'planTouchpoint' : 'establishRelationship';
  return (
    <>
      <RecordLinks
        commands={['startInteraction', 'makeCommitment', next]}
        prefill={{ ...pair, byTeamId: pair.teamId, toDepartmentId: pair.departmentId }}
      />
      <Timeline {...pair} />
      <Promises {...pair} />
      <Touchpoints {...pair} />
    </>
  );
}

function Timeline(pair: { teamId: string; departmentId: string }) {
  const texts = useTexts();
  const locale = useLocaleName();
  const code = useCode();
  const { knownAt } = useMoment();
  return (
    <Section id="timeline" heading={texts.timeline.heading}>
      <Paged
        query={TimelineQuery}
        variables={{ ...pair, locale, ...(knownAt && { knownAt }) }}
        listOf={({ relationshipTimeline }) => relationshipTimeline}
      >
        {(list) => (
          <Table
            {...list}
            caption={texts.timeline.heading}
            keyOf={({ eventId }) => eventId}
            columns={[
              { heading: texts.timeline.at, cell: ({ at }) => <Time at={at} />, text: ({ at }) => at },
              {
                heading: texts.timeline.what,
                prose: true,
                cell: ({ summary }) => summary,
              },
              {
                heading: texts.timeline.subject,
                cell: ({ subject, type }) => <Subject kind={kindOf(type)} id={subject} />,
                text: ({ subject }) => subject,
              },
              { heading: texts.timeline.by, cell: ({ actorKind }) => code(actorKind) },
            ]}
          />
        )}
      </Paged>
    </Section>
  );
}

type SubjectKind = 'ticket' | 'interaction' | 'commitment' | 'improvement' | 'touchpoint' | 'relationship';

/** What a line is about, by the name of its event. */
const KINDS: readonly (readonly [RegExp, SubjectKind])[] = [
  [/^Ticket/, 'ticket'],
  [/^(Interaction|Concern|Recognition)/, 'interaction'],
  [/^(Commitment|Fulfilment|DueDate)/, 'commitment'],
  [/^(Improvement|Training|TeamBuilding|JointReview)/, 'improvement'],
  [/^Touchpoint/, 'touchpoint'],
];
const kindOf = (type: string): SubjectKind => KINDS.find(([events]) => events.test(type))?.[1] ?? 'relationship';

/** What a line is about, with a link to its page or stream. Meetings and the relationship itself are on this page, and have no number. */
function Subject({ kind, id }: { kind: SubjectKind; id: string }) {
  const { overview, search, touchpoints } = useTexts();
  if (kind === 'relationship') return <>{overview.relationship}</>;
  if (kind === 'touchpoint') return <>{touchpoints.one}</>;
  const encoded = encodeURIComponent(id);
  const to = kind === 'ticket' || kind === 'interaction' ? `/${kind}s/${encoded}` : `/streams/${kind}-${encoded}`;
  return (
    <>
      {search[kind]} <Linked to={to}>{id}</Linked>
    </>
  );
}

function Promises(pair: { teamId: string; departmentId: string }) {
  const texts = useTexts();
  const moment = useMoment();
  return (
    <Section id="promises" heading={texts.promises.heading}>
      <Paged query={PromisesOfPair} variables={{ ...pair, ...moment }} listOf={({ commitmentLedger }) => commitmentLedger}>
        {(list) => <PromiseTable list={list} empty={texts.empty.promisesOfPair} />}
      </Paged>
    </Section>
  );
}

function Touchpoints({ teamId, departmentId }: { teamId: string; departmentId: string }) {
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  return (
    <Section id="touchpoints" heading={texts.touchpoints.heading} needs="Query engagementCalendar">
      <Asked query={TouchpointsQuery} variables={{ departmentId, ...moment }}>
        {({ engagementCalendar }) => (
          <Table
            caption={texts.touchpoints.heading}
            empty={texts.empty.touchpoints}
            rows={(engagementCalendar?.touchpoints ?? []).filter((one) => one.teamId === teamId)}
            keyOf={({ touchpointId }) => touchpointId}
            columns={[
              {
                heading: texts.touchpoints.planned,
                cell: ({ plannedFor }) => <Time at={plannedFor} />,
                text: ({ plannedFor }) => plannedFor,
              },
              { heading: texts.touchpoints.type, cell: ({ type }) => code(type) },
              {
                heading: texts.touchpoints.state,
                cell: ({ state, touchpointId, attendance }) => (
                  <>
                    {code(state)}
                    {state === 'PLANNED' && (
                      <RecordLinks commands={['holdTouchpoint']} prefill={{ teamId, departmentId, touchpointId }} />
                    )}
                    {attendance && <Answer pair={{ teamId, departmentId }} touchpointId={touchpointId} {...attendance} />}
                  </>
                ),
                text: ({ state }) => code(state),
              },
              {
                heading: texts.touchpoints.attendance,
                cell: ({ attendance }) => <AttendanceWords attendance={attendance} />,
                text: ({ attendance }) => attendance?.confirmation,
              },
              { heading: texts.touchpoints.reason, cell: ({ reason }) => reason ?? '' },
            ]}
          />
        )}
      </Asked>
    </Section>
  );
}

/** Links for a user of the other side to answer to a meeting that was held, until that side has confirmed it. */
function Answer({
  pair,
  touchpointId,
  saidBy,
  confirmation,
}: {
  pair: { teamId: string; departmentId: string };
  touchpointId: string;
  saidBy: Side | null;
  confirmation: 'CONFIRMED' | 'DISPUTED' | 'NOT_CONFIRMED';
}) {
  const [side, ...others] = useSpeaksFor().filter((one) => one !== saidBy);
  if (!side || confirmation === 'CONFIRMED') return null;
  const commands =
    confirmation === 'DISPUTED' ? (['confirmTouchpoint'] as const) : (['confirmTouchpoint', 'disputeTouchpoint'] as const);
  return <RecordLinks commands={commands} prefill={{ ...pair, touchpointId, side: others.length === 0 ? side : null }} />;
}
