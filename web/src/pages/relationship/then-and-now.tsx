import { graphql } from '../../api/graphql.js';
import { useThen } from '../../parts/pair-scores.js';
import { ScoreBar, ScoreFields, useSigned } from '../../parts/score.js';
import { Table } from '../../parts/table.js';
import { useMoments } from '../../parts/time.js';
import { Nothing, Section, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const ChangeQuery = graphql(
  `
    query Change($teamId: ID!, $departmentId: ID!, $from: DateTime!, $to: DateTime, $knownAt: DateTime) {
      scoreChange(teamId: $teamId, departmentId: $departmentId, from: $from, to: $to, knownAt: $knownAt) {
        state
        verdict
        change
        observedChange
        standardError
        coverage
        from {
          ...ScoreFields
        }
        to {
          ...ScoreFields
        }
        components {
          component
          delta
          presence
          parts {
            happened
            faded
            hospital
          }
        }
      }
    }
  `,
  [ScoreFields],
);

/** Compares the day shown with the present; without a day, ninety days ago with the present. */
export function ThenAndNow({ teamId, departmentId }: { teamId: string; departmentId: string }) {
  const texts = useTexts();
  const code = useCode();
  const signed = useSigned();
  const date = useMoments(false);
  const { knownAt } = useMoment();
  const from = useThen();
  return (
    <Section id="change" heading={texts.change.heading} why={texts.change.why} needs="Query scoreChange">
      <Asked query={ChangeQuery} variables={{ teamId, departmentId, from, ...(knownAt && { knownAt }) }}>
        {({ scoreChange }) =>
          scoreChange ? (
            <>
              <div class="beside">
                <div>
                  <h3>{date(from)}</h3>
                  <ScoreBar score={scoreChange.from} />
                </div>
                <div>
                  <h3>{texts.change.now}</h3>
                  <ScoreBar score={scoreChange.to} />
                </div>
              </div>
              <p>
                <strong>{code(scoreChange.verdict)}</strong>
                {scoreChange.change !== null && <>: {texts.change.points(signed(scoreChange.change))}</>}
              </p>
              {scoreChange.state === 'EXPLAINED' && (
                <Table
                  caption={texts.change.parts}
                  rows={scoreChange.components.filter(({ presence }) => presence !== 'NEITHER')}
                  keyOf={({ component }) => component}
                  columns={[
                    { heading: texts.relationship.component, cell: ({ component }) => code(component) },
                    {
                      heading: texts.change.delta,
                      cell: ({ delta }) => signed(delta),
                      text: ({ delta }) => delta,
                      numeric: true,
                    },
                    {
                      heading: texts.change.happened,
                      cell: ({ parts }) => signed(parts?.happened),
                      text: ({ parts }) => parts?.happened,
                      numeric: true,
                    },
                    {
                      heading: texts.change.faded,
                      cell: ({ parts }) => signed(parts?.faded),
                      text: ({ parts }) => parts?.faded,
                      numeric: true,
                    },
                    {
                      heading: texts.change.hospital,
                      cell: ({ parts }) => signed(parts?.hospital),
                      text: ({ parts }) => parts?.hospital,
                      numeric: true,
                    },
                  ]}
                />
              )}
            </>
          ) : (
            <Nothing />
          )
        }
      </Asked>
    </Section>
  );
}
