import type { ComponentChildren } from 'preact';
import { useShown } from '../shell/left-out.js';
import { type Permission, useOpens, useSides } from '../shell/may.js';
import { useLink } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

/** As the API writes its codes; ids and names are written otherwise, and shown as they are. */
const CODE = /^[A-Z][A-Z_]*$/;

/** A code of the API in the reader's words; one that a newer server has is shown as it came. */
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
/** A link within the explorer that keeps the moment; words alone where it would lead to a page that is not for whoever looks. */
export function Linked({
  to,
  also,
  children,
}: {
  to: string;
  also?: Readonly<Record<string, string>>;
  children: ComponentChildren;
}) {
  const link = useLink();
  return useOpens()(to) ? <a href={link(to, also)}>{children}</a> : <>{children}</>;
}

/** That a list is empty: of all that there is, or of what whoever looks may see. */
export function Nothing() {
  const { nothing, failure } = useTexts();
  return <p class="nothing">{useSides() ? failure.nothingSeen : nothing}</p>;
}

/** The heading of a page about something that there is not, or that whoever looks may not see: the API does not say which. */
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

/** Facts about one thing. What is not known is left out. */
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

/** A part of a page, named by its heading. `needs`: what of the API it cannot do without; who may not ask that is not shown it. */
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
  children: ComponentChildren;
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
