import { useLocation } from 'preact-iso';

/**
 * Puts what a form says into the address when it is sent, so that a link shows the same to everybody; empty fields leave it. The rest of the
 * address stays, the day that is shown for instance.
 * @param resets what else leaves it: what the form does not tell while it is unchecked
 */
export function useFilters(...resets: readonly string[]): (event: SubmitEvent) => void {
  const { query, path, route } = useLocation();
  return (event) => {
    event.preventDefault();
    const next = new URLSearchParams(query);
    for (const name of resets) next.delete(name);
    for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement) as unknown as Iterable<[string, string]>) {
      if (value.trim() === '') next.delete(name);
      else next.set(name, value.trim());
    }
    route(next.size > 0 ? `${path}?${next}` : path);
  };
}
