import { useRoute } from 'preact-iso';
import { AuditQuery, reportOf } from '../../api/audit-run.js';
import { AuditReportPage } from '../../audit/audit-report.js';
import { ZoneProvider } from '../../parts/zone.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

/** An audit covers whole days of this zone, and its file, which knows no organisation, says the same. */
const DAYS_OF_AUDITS = 'UTC';

/** The log is read up to the audit's position: of a large one that takes a while. */
export function Computing() {
  const { audit, audits } = useTexts();
  return (
    <>
      <h1>{audit.heading}</h1>
      <p aria-busy="true">{audits.computing}</p>
    </>
  );
}

/** An audit, computed anew from the log and compared with what is on record. */
export function AuditPage() {
  const { id = '' } = useRoute().params;
  const { audits } = useTexts();
  const { knownAt } = useMoment();
  return (
    <Asked query={AuditQuery} meanwhile={<Computing />} variables={{ id, ...(knownAt && { knownAt }) }}>
      {({ auditRun, ...names }) =>
        auditRun ? (
          <>
            <p class="no-print">
              {auditRun.same === null ? audits.noRun : auditRun.same ? audits.verified : audits.notVerified}{' '}
              <button type="button" class="link" onClick={() => print()}>
                {audits.print}
              </button>
            </p>
            <ZoneProvider value={DAYS_OF_AUDITS}>
              <AuditReportPage report={reportOf(auditRun, names)} />
            </ZoneProvider>
          </>
        ) : (
          <h1>{audits.unknown}</h1>
        )
      }
    </Asked>
  );
}
