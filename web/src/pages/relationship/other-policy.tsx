import { useState } from 'preact/hooks';
import { graphql, type VariablesOf } from '../../api/graphql.js';
import { ScoreBar, ScoreFields } from '../../parts/score.js';
import { Section, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import type { Score } from './page.js';

const UnderPolicy = graphql(
  `
    query UnderPolicy($teamId: ID!, $departmentId: ID!, $asOf: DateTime, $knownAt: DateTime, $policy: ScoringPolicyChoice) {
      relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf, knownAt: $knownAt, policy: $policy) {
        score {
          ...ScoreFields
        }
      }
    }
  `,
  [ScoreFields],
);
type Policy = NonNullable<VariablesOf<typeof UnderPolicy>['policy']>;
/** The policy's parameters for each component, with minimum and step of their inputs. */
const KINDS = [
  { kind: 'weights', min: '0', step: '0.01' },
  { kind: 'halfLifeDays', min: '1', step: '1' },
  { kind: 'priorStrength', min: '0', step: '1' },
] as const;
const COMPONENTS = ['reliability', 'responsiveness', 'durability', 'treatment', 'transparency', 'engagement'] as const;

/** Tries out another scoring policy next to the current one; writes nothing. */
export function OtherPolicy({ teamId, departmentId, score }: { teamId: string; departmentId: string; score: Score }) {
  const { policy: texts } = useTexts();
  const code = useCode();
  const moment = useMoment();
  const [tried, setTried] = useState<Policy>();
  const { leastCoverage, leastInformation } = score.policy;
  const tryOut = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const number = (name: string) => Number(given.get(name));
    setTried({
      ...Object.fromEntries(
        KINDS.map(({ kind }) => [kind, Object.fromEntries(COMPONENTS.map((name) => [name, number(`${kind}.${name}`)]))]),
      ),
      leastCoverage: number('leastCoverage') / 100,
      leastInformation: number('leastInformation'),
    });
  };
  return (
    <Section id="policy" heading={texts.heading} why={texts.why}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          tryOut(event.currentTarget);
        }}
      >
        {KINDS.map(({ kind, min, step }) => (
          <fieldset key={kind} class="fields">
            <legend>{texts.byComponent[kind]}</legend>
            {COMPONENTS.map((name) => (
              <label key={name}>
                {code(name.toUpperCase())}
                <input
                  type="number"
                  name={`${kind}.${name}`}
                  min={min}
                  step={step}
                  required
                  defaultValue={String(score.policy[kind][name])}
                />
              </label>
            ))}
          </fieldset>
        ))}
        <label>
          {texts.leastCoverage}
          <input type="number" name="leastCoverage" min="0" max="100" required defaultValue={String(leastCoverage * 100)} />
        </label>
        <label>
          {texts.leastInformation}
          <input type="number" name="leastInformation" min="0" step="0.1" required defaultValue={String(leastInformation)} />
        </label>
        <button type="submit">{texts.tryIt}</button>
      </form>
      {tried && (
        <Asked query={UnderPolicy} variables={{ teamId, departmentId, ...moment, policy: tried }}>
          {({ relationship }) => (
            <div class="beside" role="status">
              <div>
                <h3>{texts.inForce}</h3>
                <ScoreBar score={score} />
              </div>
              <div>
                <h3>{texts.tried}</h3>
                {relationship && <ScoreBar score={relationship.score} />}
              </div>
            </div>
          )}
        </Asked>
      )}
    </Section>
  );
}
