import type { CombinedError } from '@urql/core';
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useMoments } from '../parts/time.js';
import { useCode } from '../parts/words.js';
import { useLocale, useTexts } from './texts.js';

/** Why a field was rejected, or what recorded facts rule it out (docs/errors.md). */
export interface Reason {
  readonly field: string;
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number | readonly string[]>> | null;
}
/** The fields of an error besides its message. */
interface Refusal {
  readonly code?: string;
  readonly field?: string;
  readonly remedy?: string | null;
  readonly reasons?: readonly Reason[];
}
export type Refused = Refusal & { readonly message: string };
export const refusalsOf = (error: CombinedError): readonly Refused[] =>
  error.graphQLErrors.map(({ message, extensions }) => ({ message, ...(extensions as Refusal) }));

/** Splits an error into one for each field that it concerns. */
export const byField = (refused: Refused): readonly Refused[] =>
  refused.reasons?.map((reason) => ({ ...refused, field: reason.field, reasons: [reason] })) ?? [refused];

/** Whether an error concerns the field, or a field nested in it. */
export const isAbout = (name: string, { field }: Refused): boolean => field?.split('.')[0] === name;

/**
 * An error: its meaning, by its code, and its reasons; the server's message if it gives no reasons. An error without a code comes from
 * the explorer itself. `inFull` always includes the server's message, for errors about a file or mapping that no code describes fully;
 * readers who understand it get no reasons next to it.
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

/** The sign-in URL; null when there is no sign-in, undefined when the server could not be asked. */
export const SignInAddress = createContext<string | null | undefined>(undefined);

/** Opens in a new tab: what was entered in this one stays, and can be sent afterwards. */
function SignInAgain() {
  const { who } = useTexts();
  const address = useContext(SignInAddress);
  if (!address) return null;
  return (
    <a href={`${address}?returnTo=%2Fsigned-in`} target="_blank">
      {who.signInAgain}
    </a>
  );
}

/** An error next to its field: only the reasons if the server gives them as codes. */
export function RefusalAtField({ refusal }: { refusal: Refused }) {
  const { why } = useReasons();
  return refusal.reasons ? <>{refusal.reasons.map(why).join(' ')}</> : <RefusalWords refusal={refusal} />;
}

/** Matches a message that ends with punctuation. Most messages of the server do not, because the shell prints each on its own line. */
const ENDS = /[.!?]$/;
const PARAMETER = /\{(\w+)\}/g;

/** Translates the reasons of an error. An unknown code, from a newer server, is shown unchanged. */
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
    // The id of a relationship joins its team's and its department's by a dot, which no other id contains.
    if (typeof value !== 'string') return value.map(name === 'ids' ? (id) => id.replace('.', ' · ') : code).join(', ');
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

/** A message of the server, which is in English. Readers of other languages can unfold it, to quote it to the server's operator. */
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
