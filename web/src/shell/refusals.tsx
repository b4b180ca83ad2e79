import type { CombinedError } from '@urql/core';
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useMoments } from '../parts/time.js';
import { useCode } from '../parts/words.js';
import { useLocale, useTexts } from './texts.js';

/** Why a field is refused, or what is on record rules it out (docs/errors.md). */
export interface Reason {
  readonly field: string;
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number | readonly string[]>> | null;
}
/** What a refusal says beside its message. */
interface Refusal {
  readonly code?: string;
  readonly field?: string;
  readonly remedy?: string | null;
  readonly reasons?: readonly Reason[];
}
export type Refused = Refusal & { readonly message: string };
export const refusalsOf = (error: CombinedError): readonly Refused[] =>
  error.graphQLErrors.map(({ message, extensions }) => ({ message, ...(extensions as Refusal) }));

/** One refusal for each field that it is about. */
export const byField = (refused: Refused): readonly Refused[] =>
  refused.reasons?.map((reason) => ({ ...refused, field: reason.field, reasons: [reason] })) ?? [refused];

/** Whether a refusal is about the field, or something within it. */
export const isAbout = (name: string, { field }: Refused): boolean => field?.split('.')[0] === name;

/**
 * A refusal: what it comes to, by its code, and why; the server's own words where it gives no reasons. One without a code is the explorer's own.
 * `inFull`: its own words in any case, where they tell of a file or a mapping what no code does; who reads them needs no reasons beside them.
 */
export function RefusalWords({ refusal, inFull = false }: { refusal: Refused; inFull?: boolean }) {
  const { code, message, remedy, reasons = [] } = refusal;
  const { refusals } = useTexts();
  const said = useReasons();
  const readsServer = useLocale() === 'en';
  if (code === undefined) return <>{message}</>;
  const why = inFull && readsServer ? [] : reasons;
  return (
    <>
      <strong>{(refusals as Readonly<Record<string, string>>)[code] ?? code}</strong>{' '}
      {code === 'UNAUTHENTICATED' && <SignInAgain />}{' '}
      {why.map(({ field, ...reason }) => `${said.field(field)}: ${said.why(reason)}`).join(' ')}{' '}
      {(inFull || why.length === 0) && (
        <Verbatim>
          {ENDS.test(message) ? message : `${message}.`} {remedy}
        </Verbatim>
      )}
    </>
  );
}

/** Where people sign in; null where they do not. */
export const SignInAddress = createContext<string | null>(null);

/** In a window of its own: what was typed in this one stays, and can be sent afterwards. */
function SignInAgain() {
  const { who } = useTexts();
  const address = useContext(SignInAddress);
  if (address === null) return null;
  return (
    <a href={`${address}?returnTo=%2Fsigned-in`} target="_blank">
      {who.signInAgain}
    </a>
  );
}

/** A refusal where its field is: why, if the server says that for programs. */
export function RefusalAtField({ refusal }: { refusal: Refused }) {
  const { why } = useReasons();
  return refusal.reasons ? <>{refusal.reasons.map(why).join(' ')}</> : <RefusalWords refusal={refusal} />;
}

/** Whether a message is a sentence already: in the shell each has a line of its own. */
const ENDS = /[.!?]$/;
const PARAMETER = /\{(\w+)\}/g;

/** The reader's words for reasons. A newer server may know one that has none yet: it is shown as it came. */
function useReasons() {
  const { reasons, types, record } = useTexts();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const megabytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
  const moment = useMoments();
  const code = useCode();
  const field = (path: string) => (record.fields as Readonly<Record<string, string>>)[path.split('.')[0]!] ?? path;
  const parameter = (name: string, value: string | number | readonly string[]): string => {
    if (typeof value === 'number') return number.format(value);
    if (typeof value !== 'string') return (name === 'ids' ? value : value.map(code)).join(', ');
    if (name === 'type') return (types as Readonly<Record<string, string>>)[value] ?? value;
    if (name === 'other') return field(value);
    if (name === 'example') return value;
    return name === 'value' || name === 'state' ? code(value) : moment(value);
  };
  const why = ({ code: reason, parameters }: Omit<Reason, 'field'>): string =>
    ((reasons as Readonly<Record<string, string>>)[reason] ?? reason).replaceAll(PARAMETER, (_, name: string) => {
      const value = parameters?.[name] ?? '';
      return reason === 'TOO_LARGE' && typeof value === 'number' ? megabytes.format(value / 1e6) : parameter(name, value);
    });
  return { field, why };
}

/** What the server says in its own words, which are English: other readers unfold it, to quote it to whoever runs the server. */
export function Verbatim({ children }: { children: ComponentChildren }) {
  const { failure } = useTexts();
  if (useLocale() === 'en') return <span>{children}</span>;
  return (
    <details class="verbatim">
      <summary>{failure.verbatim}</summary>
      <span lang="en">{children}</span>
    </details>
  );
}
