/** Made by build/keep-licences.ts: the packages inside the bundle, by name. */
declare module "virtual:licences" {
  export const licences: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly text: string;
  }[];
}
