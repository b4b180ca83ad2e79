import { useRoute } from 'preact-iso';
import { type AuditAnswer, AuditQuery, reportOf } from '../../api/audit-run.js';
import { AuditReportPage } from '../../audit/audit-report.js';
import { Time } from '../../parts/time.js';
import { Facts } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Computed } from './computed.js';

/** An audit, recomputed from the log and compared with the recorded result. Where it cannot be recomputed, the recorded result. */
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

/** Whether the result equals the recorded one. When it was not recomputed, the notice is also printed. */
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

/** An audit of an older formula: only its hash is on record, or only users who may see single ratings may see its result. */
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
