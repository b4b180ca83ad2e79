import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../api/graphql.js';
import { OverviewPage } from '../pages/overview/page.js';
import { WhoseRows } from '../parts/side-fields.js';
import { useZone, ZoneProvider } from '../parts/zone.js';
import { Asked } from './asked.js';
import { WithLeftOut } from './left-out.js';
import { useOpens } from './may.js';
import { MomentControl, MomentTold, useLink } from './moment.js';
import { type Session, SignedIn, Who } from './session.js';
import { chosenLocale, type Locale, LOCALES, LocaleProvider, rememberLocale, useTexts } from './texts.js';

// Only the overview is in the initial bundle.
const RelationshipPage = lazy(() => import('../pages/relationship/page.js').then((page) => page.RelationshipPage));
const DepartmentPage = lazy(() => import('../pages/department/page.js').then((page) => page.DepartmentPage));
const DepartmentsPage = lazy(() => import('../pages/registers.js').then((page) => page.DepartmentsPage));
const TeamsPage = lazy(() => import('../pages/registers.js').then((page) => page.TeamsPage));
const TeamPage = lazy(() => import('../pages/team.js').then((page) => page.TeamPage));
const TicketsPage = lazy(() => import('../pages/tickets.js').then((page) => page.TicketsPage));
const TicketPage = lazy(() => import('../pages/ticket.js').then((page) => page.TicketPage));
const InteractionPage = lazy(() => import('../pages/interaction.js').then((page) => page.InteractionPage));
const PromisesPage = lazy(() => import('../pages/promises.js').then((page) => page.PromisesPage));
const SearchPage = lazy(() => import('../pages/search.js').then((page) => page.SearchPage));
const ViewsPage = lazy(() => import('../pages/views/page.js').then((page) => page.ViewsPage));
const ImportsPage = lazy(() => import('../pages/imports/page.js').then((page) => page.ImportsPage));
const ImportPage = lazy(() => import('../pages/imports/run.js').then((page) => page.ImportPage));
const FeedPage = lazy(() => import('../pages/feed.js').then((page) => page.FeedPage));
const StreamPage = lazy(() => import('../pages/stream.js').then((page) => page.StreamPage));
const CorrelationPage = lazy(() => import('../pages/stream.js').then((page) => page.CorrelationPage));
const AuditsPage = lazy(() => import('../pages/audits/page.js').then((page) => page.AuditsPage));
const AuditPage = lazy(() => import('../pages/audits/audit.js').then((page) => page.AuditPage));
const AuditComparisonPage = lazy(() => import('../pages/audits/comparison.js').then((page) => page.AuditComparisonPage));
const RecordPage = lazy(() => import('../pages/record/page.js').then((page) => page.RecordPage));
const SessionsPage = lazy(() => import('../pages/sessions.js').then((page) => page.SessionsPage));
const StartPage = lazy(() => import('../pages/start.js').then((page) => page.StartPage));

const SettingsQuery = graphql(`
  query Settings {
    settings {
      zone
    }
  }
`);

export function App() {
  const [locale, setLocale] = useState<Locale>(chosenLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
    rememberLocale(locale);
  }, [locale]);
  return (
    <LocaleProvider value={locale}>
      <SignedIn>
        {(session) => (
          <Asked query={SettingsQuery} variables={NOTHING}>
            {({ settings: { zone } }) => (
              <ZoneProvider value={zone}>
                <Frame session={session} locale={locale} onLocale={setLocale} />
              </ZoneProvider>
            )}
          </Asked>
        )}
      </SignedIn>
    </LocaleProvider>
  );
}

/** A constant, so that it is the same object on each render. */
const NOTHING = {};

const PLACES = ['departments', 'teams', 'tickets', 'promises', 'audits', 'imports', 'views', 'feed', 'record'] as const;

interface FrameProps {
  readonly session: Session;
  readonly locale: Locale;
  readonly onLocale: (locale: Locale) => void;
}

function Frame({ session, locale, onLocale }: FrameProps) {
  const texts = useTexts();
  const link = useLink();
  const opens = useOpens();
  const { path } = useLocation();
  const zone = useZone();
  // On narrow screens only: CSS shows menu and tools beside each other on wide ones.
  const [menu, setMenu] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  useEffect(() => setMenu(false), [path]);
  useTitle();
  return (
    <>
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <header
        class="top container-fluid"
        onKeyDown={({ key }) => {
          if (key !== 'Escape' || !menu) return;
          setMenu(false);
          menuButton.current?.focus();
        }}
      >
        <a class="brand" href={link('/')} aria-current={path === '/' ? 'page' : undefined}>
          {texts.title}
        </a>
        <SearchBox />
        <button
          ref={menuButton}
          type="button"
          class="menu outline secondary"
          aria-expanded={menu}
          aria-controls="places tools"
          onClick={() => setMenu(!menu)}
        >
          {texts.menu}
        </button>
        {!menu && <MomentTold />}
        <nav id="places" aria-label={texts.menu} class={menu ? undefined : 'folded'}>
          {PLACES.filter((place) => opens(`/${place}`)).map((place) => (
            <a key={place} href={link(`/${place}`)} aria-current={path.startsWith(`/${place}`) ? 'page' : undefined}>
              {texts.nav[place]}
            </a>
          ))}
        </nav>
        <div id="tools" class={menu ? 'tools' : 'tools folded'}>
          <MomentControl />
          <Who session={session} />
          <Languages locale={locale} onLocale={onLocale} />
        </div>
      </header>
      <main id="content" class="container-fluid" tabIndex={-1}>
        <ErrorBoundary>
          {opens(path) ? (
            <WithLeftOut>
              <Router onRouteChange={moved}>
                <Route path="/" component={OverviewPage} />
                <Route path="/relationships/:teamId/:departmentId" component={RelationshipPage} />
                <Route path="/departments" component={DepartmentsPage} />
                <Route path="/departments/:id" component={DepartmentPage} />
                <Route path="/teams" component={TeamsPage} />
                <Route path="/teams/:id" component={TeamPage} />
                <Route path="/tickets" component={TicketsPage} />
                <Route path="/tickets/:id" component={TicketPage} />
                <Route path="/interactions/:id" component={InteractionPage} />
                <Route path="/promises" component={PromisesPage} />
                <Route path="/search" component={SearchPage} />
                <Route path="/views" component={ViewsPage} />
                <Route path="/imports" component={ImportsPage} />
                <Route path="/imports/:id" component={ImportPage} />
                <Route path="/feed" component={FeedPage} />
                <Route path="/streams/:stream" component={StreamPage} />
                <Route path="/correlations/:id" component={CorrelationPage} />
                <Route path="/audits" component={AuditsPage} />
                <Route path="/audits/:id" component={AuditPage} />
                <Route path="/audits/:id/against/:other" component={AuditComparisonPage} />
                <Route path="/record" component={RecordPage} />
                <Route path="/record/:what" component={RecordPage} />
                <Route path="/signed-in" component={SessionsPage} />
                <Route path="/start" component={StartPage} />
                <Route default component={NoSuchPage} />
              </Router>
              <WhoseRows />
            </WithLeftOut>
          ) : (
            <NotForThisRole />
          )}
        </ErrorBoundary>
      </main>
      {/* Audit pages name the zone as of their log position. */}
      {!path.startsWith('/audits/') && <footer class="container-fluid why">{texts.clocks(zone)}</footer>}
    </>
  );
}

function NotForThisRole() {
  const { failure } = useTexts();
  return (
    <>
      <h1>{failure.notForThisRole}</h1>
      <p>{failure.forbidden}</p>
      <ToOverview />
    </>
  );
}

function NoSuchPage() {
  const { noSuchPage } = useTexts();
  return (
    <>
      <h1>{noSuchPage}</h1>
      <ToOverview />
    </>
  );
}

function ToOverview() {
  const { start } = useTexts();
  const link = useLink();
  return (
    <p>
      <a href={link('/')}>{start.seeIt}</a>
    </p>
  );
}

/** Sets the document title to the page's heading, for tabs, bookmarks and print. */
function useTitle(): void {
  const { title } = useTexts();
  useEffect(() => {
    const name = () => {
      const heading = document.querySelector('main h1')?.textContent;
      document.title = heading ? `${heading} · ${title}` : title;
    };
    name();
    const changes = new MutationObserver(name);
    changes.observe(document.getElementById('content')!, { childList: true, characterData: true, subtree: true });
    return () => changes.disconnect();
  }, [title]);
}

/** Moves the focus, so that screen readers notice the new page. */
function moved(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}

function SearchBox() {
  const texts = useTexts();
  const link = useLink();
  const { route, query } = useLocation();
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const q = (new FormData(event.currentTarget).get('q') as string).trim();
        if (q !== '') route(link('/search', { q }));
      }}
    >
      <label>
        <span class="unseen">{texts.search.label}</span>
        <input type="search" name="q" value={query.q ?? ''} placeholder={texts.search.placeholder} />
      </label>
    </form>
  );
}

function Languages({ locale, onLocale }: { locale: Locale; onLocale: (locale: Locale) => void }) {
  return (
    <div class="languages">
      {Object.entries(LOCALES).map(([each, { language }]) => (
        <button
          key={each}
          type="button"
          class="link"
          lang={each}
          aria-pressed={each === locale}
          onClick={() => onLocale(each as Locale)}
        >
          {language}
        </button>
      ))}
    </div>
  );
}
