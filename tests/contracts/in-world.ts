import { Laptop, type World } from "./central-world.ts";

type Laptops = Readonly<Record<"alix" | "bela" | "camille" | "lou", Laptop>>;

/** A test in a world of its own, with a laptop for each of its people, and the world closed after it. */
export const makeInWorld =
  (makeWorld: () => Promise<World>) =>
  async (work: (world: World, laptops: Laptops) => Promise<void>): Promise<void> => {
    const world = await makeWorld();
    try {
      await work(world, {
        alix: new Laptop(world, "alix"),
        bela: new Laptop(world, "bela"),
        camille: new Laptop(world, "camille"),
        lou: new Laptop(world, "lou"),
      });
    } finally {
      await world.close();
    }
  };
