import { originOf } from "../app-address.ts";

interface FrameOwner {
  getURL(): string;
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
  readonly id: number;
}

/** The frame at the top of a window: the only one that has a preload, so the only one that ever calls. */
export function makeMainFrame(owner: FrameOwner): object {
  const frame = {
    get url(): string {
      return owner.getURL();
    },
    get origin(): string {
      return originOf(owner.getURL());
    },
    parent: null,
    get top(): object {
      return frame;
    },
    frames: [],
    framesInSubtree: [],
    name: "",
    routingId: owner.id,
    processId: owner.id,
    frameTreeNodeId: owner.id,
    detached: false,
    isDestroyed: (): boolean => owner.isDestroyed(),
    send: (channel: string, ...args: unknown[]): void => owner.send(channel, ...args),
  };
  return frame;
}
