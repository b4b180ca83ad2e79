import { useLocation, useRoute } from 'preact-iso';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { ScoreBar, ScoreFields, usePercent, useRounded } from '../../parts/score.js';
import { Table } from '../../parts/table.js';
import { DepartmentLink, Linked, Section, TeamLink, Unknown, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { About } from './about.js';
import { Charts } from './charts.js';
import { Evidence } from './evidence.js';
import { Happenings } from './happenings.js';
import { ThenAndNow } from './then-and-now.js';
import { CharterProposals, ProposalFields } from './proposals.js';
import { OtherPolicy } from './other-policy.js';

const ByComponent = graphql(`
  fragment ByComponent on NumberByComponent @_unmask {
    reliability
    responsiveness
    durability
    treatment
    transparency
    engagement
  }
`);
const RelationshipQuery = graphql(
  `
    query Relationship($teamId: ID!, $departmentId: ID!, $asOf: DateTime, $knownAt: DateTime) {
      relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf, knownAt: $knownAt) {
        id
        relationshipId
        state
        type
        scope
        establishedAt
        endedAt
        interactions
        resolutions
        mergedFrom
        mergedInto {
          teamId
          departmentId
          effectiveAt
        }
        predecessors {
          teamId
          departmentId
          transferredAt
        }
        successor {
          teamId
          departmentId
        }
        maturity {
          it
          department
        }
        charter {
          agreedAt
          acceptedBy
          recordedBy
          acknowledgeMinutes
          updateCadenceMinutes
          reviewCadenceDays
          expectations
        }
        proposals {
          ...ProposalFields
        }
        team {
          name
        }
        department {
          name
          liaisons {
            teamId
            side
            personRef
            since
          }
        }
        score {
          ...ScoreFields
          weakest
          observedScore
          equalWeightsValue
          formulaVersion
          policy {
            name
            version
            leastCoverage
            leastInformation
            weights {
              ...ByComponent
            }
            halfLifeDays {
              ...ByComponent
            }
            priorStrength {
              ...ByComponent
            }
          }
          components {
            component
            state
            successes
            trials
            information
            observed
            organisationRate
            value
            low
            high
            weight
            contribution
            kept
          }
        }
      }
    }
  `,
  [ByComponent, ProposalFields, ScoreFields],
);
const RelationshipChanged = graphql(`
  subscription RelationshipChanged($id: ID!) {
    relationshipChanged(id: $id) {
      id
    }
  }
`);

export type Relationship = NonNullable<ResultOf<typeof RelationshipQuery>['relationship']>;
export type Score = Relationship['score'];

/** One relationship: its score, the reasons for it, its history, and the effect of another policy. */
export function RelationshipPage() {
  const { params } = useRoute();
  const { query } = useLocation();
  const moment = useMoment();
  const texts = useTexts();
  const round = useRounded();
  const { teamId = '', departmentId = '' } = params;
  const pair = { teamId, departmentId };
  const live =
    moment.asOf || moment.knownAt
      ? undefined
      : { query: RelationshipChanged, variables: { id: `${teamId}.${departmentId}` }, every: 3_000 };
  return (
    <Asked query={RelationshipQuery} variables={{ ...pair, ...moment }} live={live}>
      {({ relationship }) =>
        relationship ? (
          <>
            <h1>
              <TeamLink id={teamId} name={relationship.team?.name} /> ·{' '}
              <DepartmentLink id={departmentId} name={relationship.department?.name} />
            </h1>
            <p class="lead">
              <ScoreBar score={relationship.score} />
              {relationship.score.value !== null && (
                <small class="why"> {texts.score.coverage(round(relationship.score.coverage * 100))}</small>
              )}
            </p>
            <Components score={relationship.score} />
            {query.component && <Evidence {...pair} component={query.component} />}
            <ThenAndNow {...pair} />
            <Charts {...pair} />
            <About relationship={relationship} {...pair} />
            <CharterProposals proposals={relationship.proposals} {...pair} />
            <Happenings {...pair} state={relationship.state} />
            <div class="no-print">
              <OtherPolicy {...pair} score={relationship.score} />
            </div>
          </>
        ) : (
          <Unknown>{texts.relationship.unknown}</Unknown>
        )
      }
    </Asked>
  );
}

function Components({ score }: { score: Score }) {
  const texts = useTexts();
  const code = useCode();
  const percent = usePercent();
  const round = useRounded(1);
  const { path } = useLocation();
  const { policy } = score;
  return (
    <Section id="components" heading={texts.relationship.components} why={texts.relationship.componentsWhy}>
      <Table
        caption={texts.relationship.components}
        rows={score.components}
        keyOf={({ component }) => component}
        classOf={({ kept }) => (kept ? undefined : 'left-out')}
        columns={[
          {
            heading: texts.relationship.component,
            cell: ({ component }) => (
              <Linked to={path} also={{ component }}>
                {code(component)}
              </Linked>
            ),
            text: ({ component }) => code(component),
          },
          {
            heading: texts.relationship.observed,
            cell: ({ observed, state }) => (state === 'SUPPRESSED' ? code(state) : percent(observed)),
            text: ({ observed }) => observed,
            numeric: true,
          },
          {
            heading: texts.relationship.value,
            cell: ({ value, low, high }) =>
              value === null ? texts.score.INSUFFICIENT_DATA : `${percent(value)} (${percent(low)}\u00a0–\u00a0${percent(high)})`,
            text: ({ value }) => value,
            numeric: true,
          },
          {
            heading: texts.relationship.trials,
            cell: ({ successes, trials }) => (trials === null ? '–' : texts.relationship.of(successes ?? 0, trials)),
            text: ({ trials }) => trials,
            numeric: true,
          },
          {
            heading: texts.relationship.information,
            cell: ({ information }) => texts.relationship.trialsOf(round(information)),
            text: ({ information }) => information,
            numeric: true,
          },
          {
            heading: texts.relationship.everywhere,
            cell: ({ organisationRate }) => percent(organisationRate),
            text: ({ organisationRate }) => organisationRate,
            numeric: true,
          },
          {
            heading: texts.relationship.weight,
            cell: ({ weight }) => percent(weight),
            text: ({ weight }) => weight,
            numeric: true,
          },
          {
            heading: texts.relationship.contribution,
            cell: ({ contribution, kept }) => (kept && contribution !== null ? round(contribution) : texts.relationship.leftOut),
            text: ({ contribution }) => contribution,
            numeric: true,
          },
        ]}
      />
      <p class="why">
        {texts.relationship.policy(policy.name, policy.version, score.formulaVersion)}{' '}
        {score.observedScore !== null && texts.relationship.observedScore(round(score.observedScore))}{' '}
        {score.equalWeightsValue !== null && texts.relationship.equalWeights(round(score.equalWeightsValue))}
      </p>
    </Section>
  );
}
