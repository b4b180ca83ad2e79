import { useRoute } from 'preact-iso';
import { type AuditAnswer, AuditQuery, reportOf } from '../../api/audit-run.js';
import { AuditReportPage } from '../../audit/audit-report.js';
import { Time } from '../../parts/time.js';
import { Facts } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Computed } from './computed.js';

/** An audit, computed anew from the log and compared with what is on record; or what is on record of it, where it cannot be computed. */
export function AuditPage() {
  const { id = '' } = useRoute().params;
  const { audits } = useTexts();
  const { knownAt } = useMoment();
  return (
    <Computed ids={[id]} query={AuditQuery} variables={{ id, ...(knownAt && { knownAt }) }}>
      {({ auditRun }) => {
        if (!auditRun) return <h1>{audits.unknown}</h1>;
        const report = reportOf(auditRun);
        if (!report) return <Lost run={auditRun} />;
        return (
          <>
            <Provenance run={auditRun} />
            <p class="no-print">
              <button type="button" class="link" onClick={() => print()}>
                {audits.print}
              </button>
            </p>
            <AuditReportPage report={report} />
          </>
        );
      }}
    </Computed>
  );
}

/** Whether it is what was on record. That it was not computed anew stands on paper, too. */
function Provenance({ run: { source, same, cannotCompute, audit } }: { run: AuditAnswer }) {
  const { audits } = useTexts();
  if (source === 'COMPUTED')
    return <p class="no-print">{same === null ? audits.noRun : same ? audits.verified : audits.notVerified}</p>;
  return (
    <p class="notice">
      {audits.kept(cannotCompute.join(', '))} <Time at={audit.run?.recordedAt} />
    </p>
  );
}

/** An audit of an older formula: only its hash is on record, or its result is shown only to those who see single ratings. */
export function Lost({ run: { audit, source, cannotCompute, recordedHash } }: { run: AuditAnswer }) {
  const { audits, audit: words } = useTexts();
  return (
    <>
      <h1>{`${words.heading} ${audit.auditId}`}</h1>
      <p>{(source === 'SUPPRESSED' ? audits.withheld : audits.lost)(cannotCompute.join(', '))}</p>
      <Facts
        facts={[
          [audits.run, <Time at={audit.run?.recordedAt} />],
          ['SHA-256', recordedHash && <code>{recordedHash}</code>],
          [words.position, <code>{audit.position}</code>],
        ]}
      />
    </>
  );
}
