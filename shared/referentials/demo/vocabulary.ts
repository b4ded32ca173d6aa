/** Words of the demonstration establishment. Everything is invented; the towns do not exist. */
export const ESTABLISHMENT = {
  code: "UVM",
  label: "Université de Valmorin",
  short: "U. Valmorin",
  acronym: "UVM",
} as const;

export const TOWNS = [
  { postcode: "00100", name: "Valmorin" },
  { postcode: "00200", name: "Saint-Aubert-sur-Lène" },
  { postcode: "00310", name: "Coursevigne" },
] as const;

export const STREETS = [
  "rue des Écoliers",
  "avenue du Grand-Pré",
  "place de l’Horloge",
  "allée des Tilleuls",
  "boulevard de la Lène",
  "rue du Vieux-Moulin",
] as const;

/** Faculties and institutes: code, type, label, short label, departments. */
export const FACULTIES = [
  [
    "UFR-SCI",
    "UFR",
    "UFR Sciences et technologies",
    "UFR Sciences",
    [
      "mathématiques",
      "physique",
      "chimie",
      "informatique",
      "sciences de la Terre",
      "mécanique",
      "biologie",
    ],
  ],
  [
    "UFR-LLSH",
    "UFR",
    "UFR Lettres, langues et sciences humaines",
    "UFR Lettres",
    [
      "lettres modernes",
      "histoire",
      "géographie",
      "philosophie",
      "langues étrangères appliquées",
      "psychologie",
    ],
  ],
  [
    "UFR-DEG",
    "UFR",
    "UFR Droit, économie et gestion",
    "UFR Droit éco gestion",
    ["droit privé", "droit public", "économie", "gestion", "administration économique et sociale"],
  ],
  [
    "UFR-MED",
    "UFR",
    "UFR Médecine et pharmacie",
    "UFR Médecine",
    ["médecine générale", "pharmacie", "maïeutique", "sciences infirmières", "odontologie"],
  ],
  [
    "IUT-VAL",
    "IUT",
    "IUT de Valmorin",
    "IUT Valmorin",
    [
      "génie civil",
      "génie électrique",
      "techniques de commercialisation",
      "mesures physiques",
      "métiers du multimédia",
    ],
  ],
  [
    "INSPE",
    "INSPE",
    "Institut supérieur du professorat et de l’éducation",
    "INSPÉ",
    ["premier degré", "second degré", "encadrement éducatif"],
  ],
  [
    "POLYVAL",
    "ECOLE",
    "École d’ingénieurs Polyval",
    "Polyval",
    ["matériaux", "énergétique", "génie logiciel", "systèmes embarqués"],
  ],
  [
    "STAPS",
    "UFR",
    "UFR Sciences du sport",
    "UFR STAPS",
    ["entraînement sportif", "activité physique adaptée", "management du sport"],
  ],
] as const;

/** Central directorates: code, label, short label, services. */
export const DIRECTORATES = [
  [
    "DRH",
    "Direction des ressources humaines",
    "Ressources humaines",
    [
      "Gestion des personnels enseignants",
      "Gestion des personnels administratifs",
      "Formation des personnels",
      "Paie et pilotage de la masse salariale",
      "Action sociale",
    ],
  ],
  [
    "DAF",
    "Direction des affaires financières",
    "Affaires financières",
    ["Budget", "Dépenses", "Recettes et conventions", "Immobilisations et inventaire"],
  ],
  [
    "DSI",
    "Direction du système d’information",
    "Système d’information",
    [
      "Applications de gestion",
      "Infrastructures et réseaux",
      "Assistance aux usagers",
      "Données et interopérabilité",
      "Sécurité numérique",
    ],
  ],
  [
    "DEVE",
    "Direction des études et de la vie étudiante",
    "Études et vie étudiante",
    [
      "Scolarité centrale",
      "Orientation et insertion",
      "Vie étudiante",
      "Pilotage de l’offre de formation",
    ],
  ],
  [
    "DRV",
    "Direction de la recherche et de la valorisation",
    "Recherche",
    [
      "Contrats de recherche",
      "Études doctorales",
      "Valorisation et partenariats",
      "Projets européens",
    ],
  ],
  [
    "DRI",
    "Direction des relations internationales",
    "Relations internat.",
    ["Mobilité sortante", "Accueil des étudiants internationaux", "Accords et réseaux"],
  ],
  [
    "DPIL",
    "Direction du patrimoine immobilier et de la logistique",
    "Patrimoine",
    ["Travaux et maintenance", "Énergie et fluides", "Logistique et courrier", "Sûreté des sites"],
  ],
  [
    "DAJ",
    "Direction des affaires juridiques",
    "Affaires juridiques",
    ["Contentieux et conseil", "Instances et élections", "Archives et protection des données"],
  ],
  [
    "DCOM",
    "Direction de la communication",
    "Communication",
    ["Communication interne", "Édition et identité visuelle", "Événements"],
  ],
  [
    "DAP",
    "Direction des achats et des marchés",
    "Achats",
    ["Marchés publics", "Politique d’achat"],
  ],
  [
    "SCD",
    "Service commun de la documentation",
    "Documentation",
    [
      "Bibliothèque de sciences",
      "Bibliothèque de lettres",
      "Bibliothèque de droit",
      "Bibliothèque de santé",
      "Ressources numériques",
      "Fonds patrimonial",
    ],
  ],
  ["SSU", "Service de santé universitaire", "Santé universitaire", ["Consultations", "Prévention"]],
  [
    "AC",
    "Agence comptable",
    "Agence comptable",
    ["Comptabilité générale", "Contrôle de la dépense", "Recouvrement"],
  ],
] as const;

export const BUREAUX = [
  "Accueil et secrétariat",
  "Instruction des dossiers",
  "Suivi et qualité",
] as const;

/** Research poles and the themes of their laboratories. */
export const POLES = [
  [
    "POLE-MST",
    "Pôle Matière, énergie et structures",
    "Pôle Matière",
    "4",
    [
      "matériaux poreux",
      "photonique appliquée",
      "procédés propres",
      "mécanique des fluides",
      "combustion",
      "nanostructures",
      "catalyse",
      "acoustique",
    ],
  ],
  [
    "POLE-NUM",
    "Pôle Numérique et mathématiques",
    "Pôle Numérique",
    "9",
    [
      "algorithmique",
      "analyse et géométrie",
      "traitement d’images",
      "réseaux et systèmes",
      "statistique",
      "interaction homme-machine",
    ],
  ],
  [
    "POLE-VIE",
    "Pôle Vie et santé",
    "Pôle Vie et santé",
    "5",
    [
      "génétique végétale",
      "immunologie",
      "nutrition",
      "neurosciences",
      "santé publique",
      "pharmacochimie",
      "physiologie de l’exercice",
    ],
  ],
  [
    "POLE-TER",
    "Pôle Terre et environnement",
    "Pôle Terre",
    "3",
    ["hydrologie", "écologie des milieux", "géosciences", "climatologie régionale", "littoral"],
  ],
  [
    "POLE-SHS",
    "Pôle Sociétés, droit et cultures",
    "Pôle Sociétés",
    "6",
    [
      "histoire des territoires",
      "linguistique",
      "droit comparé",
      "économie publique",
      "sciences de l’éducation",
      "arts et littératures",
      "géographie sociale",
      "gestion des organisations",
      "psychologie du développement",
    ],
  ],
] as const;

export const PARTNERS = [
  ["Université de Hautecombe-Lès-Pins", "UHLP", "UNIV"],
  ["Université des Deux-Rives", "UDR", "UNIV"],
  ["Université de technologie du Val d’Ombre", "UTVO", "UNIV"],
  ["Institut national des savoirs appliqués de Coursevigne", "INSAC", "ECOLE"],
  ["École supérieure de commerce de la Lène", "ESCL", "ECOLE"],
  ["Centre hospitalier universitaire de Valmorin", "CHU-V", "SANTE"],
  ["Organisme national de recherche en sciences fictives", "ONRSF", "ORG"],
  ["Agence de la recherche imaginaire", "ARI", "ORG"],
  ["Institut de recherche sur les milieux inventés", "IRMI", "ORG"],
  ["Observatoire des sciences de la Lène", "OSL", "ORG"],
  ["École d’architecture de Saint-Aubert", "EASA", "ECOLE"],
  ["Conservatoire des arts et des lettres de Coursevigne", "CALC", "ECOLE"],
] as const;
