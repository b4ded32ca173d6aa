import { useEffect } from "react";
import { toFaultData } from "../../../shared/base/index.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { useCheck } from "./use-check.ts";

/** The first screen comes first. */
const AFTER_MS = 1500;

/** Looks at everything once, a moment after the start, so that lists and Accueil know what is wrong. */
export function useBackgroundCheck(): void {
  const { data, clock } = useWorkspace();
  useEffect(() => {
    const timer = setTimeout(() => {
      const { checked, check } = useCheck.getState();
      if (checked) return;
      check(data, clock, null).catch((thrown: unknown) => {
        if (toFaultData(thrown).code !== "CANCELLED") console.error(thrown);
      });
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [data, clock]);
}
