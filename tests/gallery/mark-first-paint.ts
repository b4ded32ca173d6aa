/** Marks `painted` at the first frame that shows a row, for the measure of the first paint. */
export function markFirstPaint(): void {
  const look = (): void => {
    if (document.querySelector('[data-position="1"] :is(.text, .plain)'))
      performance.mark("painted");
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
