/**
 * Deletes a local database that was emptied before. Another window that holds it open, or a disk that says no, leaves the empty one: nothing of it
 * is lost by that, and nothing is left to read.
 */
export function eraseDatabase(database: string): Promise<void> {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(database);
    for (const end of ["success", "error", "blocked"]) asked.addEventListener(end, () => resolve());
  });
}
