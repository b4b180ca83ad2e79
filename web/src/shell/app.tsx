import { ErrorBoundary, lazy, Route, Router } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { OverviewPage } from '../pages/overview.js';
import { MomentControl, useLink } from './moment.js';
import { chosenLocale, type Locale, LOCALES, LocaleProvider, rememberLocale, useTexts } from './texts.js';

// Only the first page is part of the first download.
const RelationshipPage = lazy(() => import('../pages/relationship.js').then(({ RelationshipPage }) => RelationshipPage));

export function App() {
  const [locale, setLocale] = useState<Locale>(chosenLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
    rememberLocale(locale);
  }, [locale]);
  return (
    <LocaleProvider value={locale}>
      <Frame locale={locale} onLocale={setLocale} />
    </LocaleProvider>
  );
}

function Frame({ locale, onLocale }: { locale: Locale; onLocale: (locale: Locale) => void }) {
  const texts = useTexts();
  const link = useLink();
  return (
    <>
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <header class="container-fluid">
        <nav aria-label={texts.title}>
          <ul>
            <li>
              <a href={link('/')}>
                <strong>{texts.title}</strong>
              </a>
            </li>
          </ul>
          <ul>
            {Object.keys(LOCALES).map((each) => (
              <li key={each}>
                <button
                  type="button"
                  class="link"
                  lang={each}
                  aria-pressed={each === locale}
                  onClick={() => onLocale(each as Locale)}
                >
                  {each}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <MomentControl />
      </header>
      <main id="content" class="container-fluid">
        <ErrorBoundary>
          <Router>
            <Route path="/" component={OverviewPage} />
            <Route path="/relationships/:teamId/:departmentId" component={RelationshipPage} />
            <Route default component={() => <p>{texts.nothing}</p>} />
          </Router>
        </ErrorBoundary>
      </main>
    </>
  );
}
