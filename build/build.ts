import { buildProduct } from "./build-product.ts";

/** `npm run build`: the production bundle in dist/, whatever is there already. */
await buildProduct();
console.log("dist/renderer and dist/electron are built.");
