import { useEffect, useRef } from "react";

/**
 * Puts the focus back where it was when `open` goes back to false (panels and other
 * pieces that are not MUI dialogs). An element that left the page is ignored.
 */
export function useFocusReturn(open: boolean): void {
  const origin = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!open) return;
    origin.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    return () => {
      const target = origin.current;
      // Only when closing left the focus nowhere: never steal it from what the user chose meanwhile.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && target?.isConnected) target.focus();
      });
    };
  }, [open]);
}
