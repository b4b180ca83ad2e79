import type { ComponentChildren } from 'preact';
import { useShown } from '../shell/left-out.js';
import { type Permission, useOpens, useSides } from '../shell/may.js';
import { useLink } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

/** The format of the API's codes. Ids and names differ from it, and are shown unchanged. */
const CODE = /^[A-Z][A-Z_]*$/;

/** Translates a code of the API. An unknown code, from a newer server, is shown in lower case with spaces. */
export function useCode(): (code: string | null | undefined) => string {
  const { codes } = useTexts();
  const unknown = (code: string) => (CODE.test(code) ? code.toLowerCase().replaceAll('_', ' ') : code);
  return (code) => (code ? ((codes as Readonly<Record<string, string>>)[code] ?? unknown(code)) : '–');
}

interface NamedProps {
  readonly id: string | null | undefined;
  readonly name?: string | null | undefined;
}
export function TeamLink({ id, name }: NamedProps) {
  const link = useLink();
  const { silences } = useTexts();
  return id ? <a href={link(`/teams/${encodeURIComponent(id)}`)}>{name ?? id}</a> : <>{silences.unclaimed}</>;
}
export function DepartmentLink({ id, name }: NamedProps) {
  const link = useLink();
  return id ? <a href={link(`/departments/${encodeURIComponent(id)}`)}>{name ?? id}</a> : <>–</>;
}
export function TicketLink({ id }: { id: string }) {
  return <Linked to={`/tickets/${encodeURIComponent(id)}`}>{id}</Linked>;
}
/** A link within the explorer that keeps the moment; plain text when the user may not open the target page. */
export function Linked({
  to,
  also,
  label,
  children,
}: {
  to: string;
  also?: Readonly<Record<string, string>>;
  /** For screen readers, where several links of a page read the same. */
  label?: string;
  children: ComponentChildren;
}) {
  const link = useLink();
  if (!useOpens()(to)) return <>{children}</>;
  return (
    <a href={link(to, also)} aria-label={label}>
      {children}
    </a>
  );
}

/** Says that a list is empty: in total, with `why` in its place, or among what the user may see. */
export function Nothing({ why }: { why?: string | undefined }) {
  const { nothing, failure } = useTexts();
  return <p class="nothing">{useSides() ? failure.nothingSeen : (why ?? nothing)}</p>;
}

/** The heading of a page whose subject does not exist or is hidden from the user; the API does not distinguish the two. */
export function Unknown({ children }: { children: string }) {
  const { failure } = useTexts();
  const narrowed = useSides() !== undefined;
  return (
    <>
      <h1>{children}</h1>
      {narrowed && <p class="nothing">{failure.orNotSeen}</p>}
    </>
  );
}

/** Facts about one subject. Omits those without a value. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A part of a page, labelled by its heading. `needs` is the permission it requires; users without it do not see the section. */
export function Section({
  id,
  heading,
  why,
  needs,
  children,
}: {
  id: string;
  heading: string;
  why?: string;
  needs?: Permission;
  children?: ComponentChildren;
}) {
  if (!useShown(heading, needs)) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {why && <p class="why">{why}</p>}
      {children}
    </section>
  );
}

/** A position of the log. EventStoreDB's has two halves, and may be broken between them: in one line it would be too wide for paper. */
export function Position({ at }: { at: string }) {
  const [commit, prepare] = at.split(':');
  return prepare === undefined ? (
    <>{at}</>
  ) : (
    <>
      {commit}:<wbr />
      {prepare}
    </>
  );
}
