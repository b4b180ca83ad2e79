import { graphql, type ResultOf } from '../../api/graphql.js';
import { RecordLinks } from '../../parts/record-links.js';
import { Time, useDuration } from '../../parts/time.js';
import { Facts, Section, useCode } from '../../parts/words.js';
import { type Side, useSpeaksFor } from '../../shell/may.js';
import { useTexts } from '../../shell/texts.js';

const OneProposal = graphql(`
  fragment OneProposal on CharterProposal @_unmask {
    proposalId
    side
    proposedAt
    proposedBy
    effectiveAt
    counters
    acknowledgeMinutes
    updateCadenceMinutes
    reviewCadenceDays
    expectations
  }
`);
export const ProposalFields = graphql(
  `
    fragment ProposalFields on CharterProposals @_unmask {
      it {
        ...OneProposal
      }
      department {
        ...OneProposal
      }
    }
  `,
  [OneProposal],
);
type Proposals = ResultOf<typeof ProposalFields>;
type Proposal = NonNullable<Proposals['it']>;

interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
}

/** The charters that wait for the other side, each with what the user may do about it, and the way to propose one. */
export function CharterProposals({ proposals, ...pair }: Pair & { proposals: Proposals }) {
  const { proposal } = useTexts();
  const [side, ...others] = useSpeaksFor();
  const open = [proposals.it, proposals.department].filter((one) => one !== null);
  const propose = (
    <RecordLinks
      commands={['proposeRelationshipCharter']}
      prefill={{ ...pair, side: side && others.length === 0 ? side : null }}
    />
  );
  if (open.length === 0) return propose;
  return (
    <Section id="proposals" heading={proposal.heading} why={proposal.why}>
      {open.map((one) => (
        <Offered key={one.proposalId} proposal={one} {...pair} />
      ))}
      {propose}
    </Section>
  );
}

function Offered({ proposal, ...pair }: Pair & { proposal: Proposal }) {
  const texts = useTexts();
  const { about } = texts;
  const code = useCode();
  const duration = useDuration();
  const speaksFor = useSpeaksFor();
  const { proposalId, side, counters, effectiveAt } = proposal;
  const other: Side = side === 'IT' ? 'DEPARTMENT' : 'IT';
  return (
    <>
      <Facts
        facts={[
          [
            texts.proposal.whose(code(side)),
            <>
              <Time at={proposal.proposedAt} />, {proposal.proposedBy}
            </>,
          ],
          [texts.proposal.answeredBy, code(other)],
          [about.acknowledge, proposal.acknowledgeMinutes && duration(proposal.acknowledgeMinutes)],
          [about.update, proposal.updateCadenceMinutes && duration(proposal.updateCadenceMinutes)],
          [about.review, proposal.reviewCadenceDays && about.days(proposal.reviewCadenceDays)],
          [about.expectations, proposal.expectations.join('; ')],
          [texts.proposal.from, effectiveAt ? <Time at={effectiveAt} /> : texts.proposal.onceAgreed],
          [texts.proposal.counters, counters],
        ]}
      />
      {speaksFor.includes(other) && (
        <RecordLinks commands={['acceptRelationshipCharter']} prefill={{ ...pair, proposalId, side: other }} />
      )}
      {speaksFor.includes(side) && (
        <RecordLinks commands={['withdrawRelationshipCharterProposal']} prefill={{ ...pair, proposalId, side }} />
      )}
    </>
  );
}
