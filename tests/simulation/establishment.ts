import type { JsonObject, ReferentialId } from "../../shared/base/index.ts";
import type { Rights } from "../../shared/ports/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import type { Stage, Workflow } from "../../shared/workflow/index.ts";

/** Two référentiels that the product does not ship: everybody works on the first, only some may see the second. */
export const POSTES = "postes-simules" as ReferentialId;
export const LIEUX = "lieux-simules" as ReferentialId;
export const TEXT_ATTRIBUTES = ["libelle", "ville", "note"] as const;

/** Every client edits and decides; `bela` never sees the second référentiel. `root` only reads the outcome. */
export const PEOPLE: { readonly [login: string]: Rights } = {
  alix: { "*": ["intendant", "accrediteur"] },
  bela: { [POSTES]: ["intendant", "accrediteur"] },
  camille: { "*": ["intendant", "accrediteur"] },
  root: { "*": ["administrateur"] },
};
export const CLIENTS = ["alix", "bela", "camille"] as const;

/** Rights that a person may be left with for a while; everyone has his own back when the network heals. */
export const LESSER: { readonly [login: string]: Rights } = {
  bela: { [POSTES]: ["lecteur"] },
  camille: { "*": ["intendant"] },
};

const label = (text: string): { fr: string; en: string } => ({ fr: text, en: text });
const stage = (id: string, rule: Stage["rule"], more: Partial<Stage> = {}): Stage => ({
  id,
  label: label(id),
  role: "accrediteur",
  rule,
  ifNobody: "reject",
  ...more,
});

/**
 * The circuits and models of a run.
 * @param k approvals wanted on the first référentiel, of two possible
 * @param together both référentiels follow one circuit, so that requests and commits hold changes of both
 */
export function documentsOf(k: number, together: boolean): readonly ModelEntry[] {
  const workflows: readonly Workflow[] = [
    {
      id: "quorum-simule",
      version: 1,
      label: label("quorum"),
      stages: [stage("seul", k === 1 ? { kind: "first" } : { kind: "quorum", k })],
    },
    {
      id: "double-simule",
      version: 1,
      label: label("double"),
      stages: [
        stage("un", { kind: "first" }),
        stage("deux", { kind: "all" }, { carryVotes: k === 1 }),
      ],
    },
  ];
  return [
    ...workflows.map((document): ModelEntry => ({
      kind: "workflow",
      id: document.id,
      version: 1,
      document: document as unknown as ModelEntry["document"],
    })),
    ...[
      modelOf(POSTES, "quorum-simule"),
      modelOf(LIEUX, together ? "quorum-simule" : "double-simule"),
    ].map((document): ModelEntry => ({
      kind: "referential",
      id: (document["x-referential"] as { readonly id: string }).id,
      version: 1,
      document,
    })),
  ];
}

function modelOf(id: string, workflow: string): JsonObject {
  const text = (name: string, more: JsonObject = {}): JsonObject => ({
    type: "string",
    "x-label": label(name),
    maxLength: 200,
    "x-class": "public",
    ...more,
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    "x-referential": {
      id,
      version: 1,
      metaModel: 1,
      label: label(id),
      singular: label(id),
      description: label(id),
      group: "nomenclatures",
      personal: false,
      key: ["code"],
      title: "libelle",
      period: { from: "dateDebut", to: "dateFin" },
      unique: [],
      layout: {
        list: ["code", "libelle"],
        form: [
          {
            label: label("tout"),
            attributes: [
              "code",
              "libelle",
              "ville",
              "note",
              "parent",
              "liens",
              "dateDebut",
              "dateFin",
            ],
          },
        ],
        search: ["code", "libelle"],
      },
      workflow,
    },
    type: "object",
    additionalProperties: false,
    required: ["code", "libelle"],
    properties: {
      code: text("Code", { minLength: 1, "x-kind": "code" }),
      libelle: text("Libellé"),
      ville: text("Ville"),
      note: text("Note"),
      parent: text("Parent", { "x-reference": pointsTo(id, "enfants") }),
      liens: {
        type: "array",
        "x-label": label("Liens"),
        "x-class": "public",
        "x-dated-link": pointsTo(id, "liés"),
      },
      dateDebut: text("Début", { format: "date" }),
      dateFin: text("Fin", { format: "date", "x-kind": "period-end" }),
    },
  };
}

const pointsTo = (referential: string, inverse: string): JsonObject => ({
  referential,
  unresolved: "avertissement",
  inverseLabel: label(inverse),
});
