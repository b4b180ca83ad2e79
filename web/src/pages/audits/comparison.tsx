import { useRoute } from 'preact-iso';
import { reportOf, TwoAuditsQuery } from '../../api/audit-run.js';
import { InWords, Score } from '../../audit/audit-report.js';
import { comparisonOf } from '../../audit/findings.js';
import { type AuditReport, boundsOf, byAttention, relationshipName } from '../../audit/report.js';
import { Lost } from './audit.js';
import { Computed } from './computed.js';
import { useSigned } from '../../parts/score.js';
import { Table } from '../../parts/table.js';
import { Time, periodsIn } from '../../parts/time.js';
import { Linked } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { useLocale, useTexts } from '../../shell/texts.js';

/** Compares two audits: in words, and relationship by relationship. */
export function AuditComparisonPage() {
  const { id = '', other = '' } = useRoute().params;
  const { audits } = useTexts();
  const { knownAt } = useMoment();
  return (
    <Computed ids={[id, other]} query={TwoAuditsQuery} variables={{ a: id, b: other, ...(knownAt && { knownAt }) }}>
      {({ a, b }) => {
        if (!a || !b) return <h1>{audits.unknown}</h1>;
        const [earlier, later] = [reportOf(a), reportOf(b)];
        if (!earlier || !later) return <Lost run={earlier ? b : a} />;
        const kept = [a, b].filter(({ source }) => source === 'KEPT');
        return (
          <>
            {kept.map(({ audit, cannotCompute }) => (
              <p class="notice" key={audit.auditId}>
                {audit.auditId}: {audits.kept(cannotCompute.join(', '))} <Time at={audit.run?.recordedAt} />
              </p>
            ))}
            <Comparison a={earlier} b={later} />
          </>
        );
      }}
    </Computed>
  );
}

function Comparison({ a, b }: { a: AuditReport; b: AuditReport }) {
  const { audits, overview, audit } = useTexts();
  const locale = useLocale();
  const signed = useSigned();
  const periodOf = ({ from, until, zone }: AuditReport) => periodsIn(locale, zone)(from, until).join(' – ');
  // Two audits of the same period (at two log positions) are distinguished by their ids.
  const nameOf = (report: AuditReport) => (periodOf(a) === periodOf(b) ? report.auditId : periodOf(report));
  const change = (id: string) => {
    const [earlier, later] = [a, b].map(
      ({ sections }) => sections.relationships[id] && boundsOf(sections.relationships[id].after),
    );
    return earlier && later ? later.value - earlier.value : null;
  };
  return (
    <article class="audit">
      <h1>{audits.comparison}</h1>
      <p class="lead">
        {periodOf(a)} (<Linked to={`/audits/${encodeURIComponent(a.auditId)}`}>{a.auditId}</Linked>) → {periodOf(b)} (
        <Linked to={`/audits/${encodeURIComponent(b.auditId)}`}>{b.auditId}</Linked>)
      </p>
      {a.until > b.until && (
        <p class="why">
          {audits.backwards}{' '}
          <Linked to={`/audits/${encodeURIComponent(b.auditId)}/against/${encodeURIComponent(a.auditId)}`}>
            {audits.exchange}
          </Linked>
        </p>
      )}
      <InWords parts={comparisonOf(a, b, locale)} />
      <Table
        caption={audit.titles.relationships}
        rows={byAttention(b.sections)}
        keyOf={([id]) => id}
        columns={[
          { heading: overview.relationship, cell: ([id]) => relationshipName(b, id) },
          {
            heading: nameOf(a),
            cell: ([id]) => (a.sections.relationships[id] ? <Score side={a.sections.relationships[id].after} /> : '–'),
            text: ([id]) => a.sections.relationships[id]?.after.value,
          },
          { heading: nameOf(b), cell: ([, { after }]) => <Score side={after} />, text: ([, { after }]) => after.value },
          { heading: audit.change, cell: ([id]) => signed(change(id)), text: ([id]) => change(id), numeric: true },
        ]}
      />
    </article>
  );
}
