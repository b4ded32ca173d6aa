import { useCallback, useEffect, useRef, useState } from "react";
import { toFaultData, type FaultData } from "../../shared/base/index.ts";

export type Loaded<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly value: T }
  | { readonly kind: "failed"; readonly fault: FaultData };

/**
 * Asks once and again whenever `question` changes (a string that names everything the answer depends on);
 * an answer that arrives after a newer question is dropped, and the last answer stays on screen meanwhile.
 */
export function useLoad<T>(
  question: string,
  ask: () => Promise<T>,
): readonly [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: "loading" });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    let current = true;
    latest.current().then(
      (value) => current && setLoaded({ kind: "ready", value }),
      (thrown: unknown) => {
        if (!current) return;
        const fault = toFaultData(thrown);
        if (fault.code === "INTERNAL") console.error(thrown);
        setLoaded({ kind: "failed", fault });
      },
    );
    return () => {
      current = false;
    };
  }, [question, turn]);
  const again = useCallback(() => setTurn((value) => value + 1), []);
  return [loaded, again];
}
