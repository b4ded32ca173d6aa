import { useMemo, useState } from "react";
import { TreeGrid, type TreeNode } from "../../renderer/grid/index.ts";
import { EmptyState, PageHeader } from "../../renderer/ui/index.ts";

const WORDS = ["Pôle", "Institut", "Laboratoire", "Équipe", "Plateforme"];

/** An invented hierarchy, five levels deep; moves are kept. */
export function TreePage() {
  const [moved, setMoved] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [selected, setSelected] = useState<string>();
  const [opened, setOpened] = useState("");
  const getChildren = useMemo(
    () => async (parentId: string | null) => {
      await new Promise((done) => setTimeout(done, 5));
      const own = makeChildren(parentId).filter(({ id }) => !moved.has(id));
      const attached = [...moved]
        .filter(([, parent]) => parent === parentId)
        .map(([id]) => makeNode(id));
      return [...own, ...attached];
    },
    [moved],
  );
  return (
    <main style={{ height: "100vh", display: "flex", flexDirection: "column" }}>
      <PageHeader title="Organigramme" facts={<output data-testid="opened">{opened}</output>} />
      <TreeGrid
        label="Organigramme"
        title="Structure"
        columns={[
          { id: "code", title: "Code", width: 130, monospace: true },
          { id: "from", title: "Ouverture", width: 120 },
        ]}
        version={moved.size}
        getChildren={getChildren}
        selectedId={selected}
        onSelect={({ id }) => setSelected(id)}
        onOpen={({ id }) => setOpened(id)}
        onMove={(node, parent) => setMoved(new Map(moved).set(node.id, parent?.id ?? null))}
        onMoveTo={() => undefined}
        empty={<EmptyState sentence="Aucune structure dans cette hiérarchie." />}
      />
    </main>
  );
}

function makeChildren(parentId: string | null): readonly TreeNode[] {
  const level = parentId === null ? 0 : parentId.split(".").length;
  if (level >= 5) return [];
  return Array.from({ length: level === 0 ? 6 : 8 }, (_, at) =>
    makeNode(parentId === null ? String(at + 1) : `${parentId}.${at + 1}`),
  );
}

function makeNode(id: string): TreeNode {
  const parts = id.split(".");
  const last = Number(parts.at(-1));
  const leaf = parts.length >= 5;
  return {
    id,
    label: `${WORDS[parts.length - 1]} ${id}`,
    childCount: leaf ? 0 : 8,
    descendantCount: leaf ? 0 : 8 * 9 ** (4 - parts.length),
    cells: { code: `S${id.replaceAll(".", "")}`, from: "01/01/2020" },
    state: last === 3 ? "draft" : last === 5 ? "pending" : undefined,
    severity: last === 4 ? "warning" : undefined,
    muted: last === 7,
  };
}
