import { renderToString } from 'preact-render-to-string';
import { type Locale, LOCALES, LocaleProvider } from '../shell/texts.js';
import { AuditReportPage } from './audit-report.js';
import style from './page.css?inline';
import type { AuditReport } from './report.js';

export { aboutOf, comparisonOf, findingsOf, proofOf } from './findings.js';
/** The texts that the shell prints around an audit. */
export const shellWords = (locale: Locale) => ({ ...LOCALES[locale].audit.shell, refusals: LOCALES[locale].refusals });
export const isLocale = (word: string): word is Locale => Object.hasOwn(LOCALES, word);

/** Renders the audit as one self-contained HTML file: styles and charts are inline, it has no scripts, and every text is escaped. */
export function renderAudit(report: AuditReport, locale: Locale): string {
  const body = renderToString(
    <LocaleProvider value={locale}>
      <AuditReportPage report={report} />
    </LocaleProvider>,
  );
  const title = renderToString(<title>{`${LOCALES[locale].audit.heading} ${report.auditId}`}</title>);
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${title}
<style>${style}</style>
</head>
<body>
<main>${body}</main>
</body>
</html>
`;
}
