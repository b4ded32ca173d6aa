/** What `npm start` says, in French unless the terminal asks for English. */
const FRENCH = {
  building: "Construction de l’application…",
  accounts: "Comptes de démonstration (identifiant, mot de passe), affichés cette seule fois :",
  data: (folder: string) => `Données : ${folder}`,
  central: (url: string) => `Dépôt central embarqué : ${url}`,
  electron: "Intendance s’ouvre dans sa fenêtre de bureau (Electron).",
  fetchingElectron: "Electron n’est pas installé : tentative de téléchargement (20 s au plus)…",
  browser: (browser: string) =>
    `Electron n’est pas disponible : Intendance s’ouvre dans une fenêtre de ${browser}.`,
  address: (url: string) =>
    `Aucune fenêtre ne peut s’ouvrir ici : ouvrez ${url} dans un navigateur.`,
  closed: "La fenêtre ne s’est pas ouverte ou s’est refermée aussitôt.",
  stop: "Ctrl-C arrête tout ; les données restent.",
  portTaken: (port: number) =>
    `Le port ${port} est occupé : Intendance est peut-être déjà ouverte. Fermez-la, ou choisissez un port par INTENDANCE_PORT.`,
  centralStopped: (code: number | null) => `Le dépôt central s’est arrêté (code ${code}).`,
  centralSilent: "Le dépôt central n’a pas démarré à temps.",
};

const ENGLISH: typeof FRENCH = {
  building: "Building the application…",
  accounts: "Demonstration accounts (login, password), shown this once:",
  data: (folder) => `Data: ${folder}`,
  central: (url) => `Embedded central repository: ${url}`,
  electron: "Intendance opens in its desktop window (Electron).",
  fetchingElectron: "Electron is not installed: trying to download it (20 s at most)…",
  browser: (browser) => `Electron is not available: Intendance opens in a window of ${browser}.`,
  address: (url) => `No window can open here: open ${url} in a browser.`,
  closed: "The window did not open, or closed at once.",
  stop: "Ctrl-C stops everything; the data stays.",
  portTaken: (port) =>
    `Port ${port} is taken: Intendance may be open already. Close it, or choose a port with INTENDANCE_PORT.`,
  centralStopped: (code) => `The central repository stopped (code ${code}).`,
  centralSilent: "The central repository did not start in time.",
};

/** The sentences in the language of the terminal (LC_ALL, LC_MESSAGES, LANG). */
export function sentencesFor(env: Readonly<Record<string, string | undefined>>): typeof FRENCH {
  const locale = env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "";
  return locale.startsWith("en") ? ENGLISH : FRENCH;
}
