/**
 * Says a sentence to assistive technology through a live region of the page.
 * `assertive` interrupts: only for what the user must know at once.
 */
export function announce(sentence: string, tone: "polite" | "assertive" = "polite"): void {
  const region = findRegion(tone);
  // Emptying first makes the same sentence be read again.
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}

function findRegion(tone: "polite" | "assertive"): HTMLElement {
  const id = `announce-${tone}`;
  const existing = document.getElementById(id);
  if (existing) return existing;
  const region = document.createElement("div");
  region.id = id;
  region.setAttribute("role", tone === "assertive" ? "alert" : "status");
  region.setAttribute("aria-live", tone);
  Object.assign(region.style, {
    position: "fixed",
    width: "1px",
    height: "1px",
    margin: "-1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  });
  document.body.append(region);
  return region;
}
