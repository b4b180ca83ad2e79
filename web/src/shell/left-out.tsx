import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { type Permission, useMay } from './may.js';
import { useTexts } from './texts.js';

const LeftOutContext = createContext<(heading: string) => () => void>(() => () => undefined);

/** A page, followed by the headings of sections that are hidden from the user, so that they are not mistaken for empty. */
export function WithLeftOut({ children }: { children: ComponentChildren }) {
  const { failure } = useTexts();
  const [headings, setHeadings] = useState<readonly string[]>([]);
  const leaveOut = useCallback((heading: string) => {
    setHeadings((all) => [...all, heading]);
    return () => setHeadings((all) => all.toSpliced(all.indexOf(heading), 1));
  }, []);
  return (
    <LeftOutContext.Provider value={leaveOut}>
      {children}
      {headings.length > 0 && <p class="why">{failure.leftOut([...new Set(headings)].join(' · '))}</p>}
    </LeftOutContext.Provider>
  );
}

/** Whether the user may see a section. Otherwise adds its heading to the list of hidden ones. */
export function useShown(heading: string, needs: Permission | undefined): boolean {
  const may = useMay();
  const leaveOut = useContext(LeftOutContext);
  const shown = needs === undefined || may(needs);
  useEffect(() => (shown ? undefined : leaveOut(heading)), [shown, heading]);
  return shown;
}
