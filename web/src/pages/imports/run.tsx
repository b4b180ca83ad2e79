import { useRoute } from 'preact-iso';
import { graphql } from '../../api/graphql.js';
import { Time } from '../../parts/time.js';
import { Facts } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useLocaleName, useTexts } from '../../shell/texts.js';
import { ReportTables, useReportFacts } from './report.js';

const ImportQuery = graphql(`
  query Import($id: ID!, $knownAt: DateTime, $locale: Locale) {
    importRun(id: $id, knownAt: $knownAt) {
      runId
      file
      mapping
      mappingHash
      contentHash
      system
      zone
      earliest
      latest
      finishedAt
      records
      rows {
        in
        accepted
        rejected
      }
      events {
        appended
        alreadyThere
      }
      fidelity {
        native
        history
        snapshot
      }
      byType {
        type
        count
      }
      rejectedFor {
        code
        count
      }
      rejects {
        row
        code
        detail
      }
      warnings {
        code
        count
      }
      emptyMeasures {
        measure
        why(locale: $locale)
      }
    }
  }
`);

/** One import run: its rows, its result, and why rows were rejected. */
export function ImportPage() {
  const { id = '' } = useRoute().params;
  const { imports } = useTexts();
  const factsOf = useReportFacts();
  const { knownAt } = useMoment();
  const locale = useLocaleName();
  return (
    <Asked query={ImportQuery} variables={{ id, locale, ...(knownAt && { knownAt }) }}>
      {({ importRun: run }) =>
        run ? (
          <>
            <h1>{run.file}</h1>
            <Facts
              facts={[
                [imports.mapping, run.mapping],
                [imports.system, run.system],
                [imports.zone, run.zone],
                [imports.finished, <Time at={run.finishedAt} />],
                ...factsOf(run),
                [imports.contentHash, <code>{run.contentHash}</code>],
                [imports.mappingHash, <code>{run.mappingHash}</code>],
              ]}
            />
            <ReportTables
              rejects={run.rejects}
              rejected={run.rows.rejected}
              warnings={run.warnings}
              emptyMeasures={run.emptyMeasures}
              byType={run.byType}
            />
          </>
        ) : (
          <h1>{imports.unknown}</h1>
        )
      }
    </Asked>
  );
}
