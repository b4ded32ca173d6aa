import { useEffect } from "react";

/** The title of the window while a screen is shown: what it shows, then the product. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Intendance" : `${title} · Intendance`;
  }, [title]);
}
