import { useParams } from "react-router";
import { useReferentialCard, useReferentials } from "../../app/referentials.ts";
import { RouteFault } from "../../app/route-fault.tsx";
import { useModel } from "../../app/use-model.ts";
import { Explorer } from "./explorer.tsx";
import { useExplorerMemory } from "./explorer-memory.ts";

/** `/referentiels/:referential`: waits for the model and for what the list remembers. */
export function ExplorerScreen() {
  const { referential: id = "" } = useParams();
  const card = useReferentialCard(id);
  const loaded = useReferentials((state) => state.loaded);
  const referential = useModel(id);
  const [memory, remember] = useExplorerMemory(id);
  if (loaded && !card) return <RouteFault missing />;
  if (!card || !referential || !memory) return null;
  return (
    <Explorer key={id} card={card} referential={referential} memory={memory} remember={remember} />
  );
}
