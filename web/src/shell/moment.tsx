import { useLocation } from 'preact-iso';
import { useMoments } from '../parts/time.js';
import { clockAt, momentAt, useZone } from '../parts/zone.js';
import { useTexts } from './texts.js';

/**
 * The moment that all pages show: `asOf` (what happened by then) and `knownAt` (as it was known then). Both are in the URL, so that a
 * link shows the same to everyone; without them, pages show the present.
 */
export interface Moment {
  readonly asOf?: string;
  readonly knownAt?: string;
}

const NAMES = ['asOf', 'knownAt'] as const;

export function useMoment(): Moment {
  const { query } = useLocation();
  return Object.fromEntries(NAMES.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

/** Builds a URL within the explorer that keeps the moment. */
export function useLink(): (path: string, also?: Readonly<Record<string, string>>) => string {
  const moment = useMoment();
  return (path, also = {}) => {
    const query = new URLSearchParams({ ...moment, ...also }).toString();
    return query === '' ? path : `${path}?${query}`;
  };
}

/**
 * Selects the moment for all pages. A day means its end, in the organisation's time zone; today means now, since the views contain no
 * future.
 */
export function MomentControl() {
  const { path, query, route } = useLocation();
  const texts = useTexts();
  const zone = useZone();
  const dayOf = (moment: Date | string) => clockAt(moment, zone).slice(0, 10);
  const choose = (name: string, day: string) => {
    const next = new URLSearchParams(query);
    const end = momentAt(`${day}T23:59:59`, zone);
    if (day === '') next.delete(name);
    else next.set(name, Date.parse(end) < Date.now() ? end : new Date().toISOString());
    route(next.size === 0 ? path : `${path}?${next}`);
  };
  return (
    <form class="moment" onSubmit={(event) => event.preventDefault()}>
      {NAMES.map((name) => (
        <label key={name}>
          {texts.moment[name]}
          <input
            type="date"
            max={dayOf(new Date())}
            value={query[name] ? dayOf(query[name]) : ''}
            onChange={({ currentTarget }) => choose(name, currentTarget.value)}
          />
        </label>
      ))}
      {NAMES.some((name) => query[name]) && (
        <a href={path} class="moment-now">
          {texts.moment.now}
        </a>
      )}
    </form>
  );
}

/** Says of which moment the page is, where the control is not to be seen: on narrow screens and on paper. */
export function MomentTold() {
  const { path } = useLocation();
  const { moment: texts } = useTexts();
  const format = useMoments(false);
  const moment = useMoment();
  const told = NAMES.flatMap((name) => (moment[name] ? [`${texts[name]} ${format(moment[name])}`] : []));
  if (told.length === 0) return null;
  return (
    <p class="moment-told">
      {told.join(' · ')}{' '}
      <a href={path} class="no-print">
        {texts.now}
      </a>
    </p>
  );
}

/** On a page that does not support `asOf`, says that it shows the present nevertheless. */
export function Undated() {
  const texts = useTexts();
  const { asOf } = useMoment();
  return asOf ? <p class="why">{texts.moment.undated}</p> : null;
}
