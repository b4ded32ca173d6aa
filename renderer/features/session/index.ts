export { FirstPullScreen } from "./first-pull-screen.tsx";
export { RestoredDialog } from "./restored-dialog.tsx";
export { SignInScreen } from "./sign-in-screen.tsx";
export { SignInAgainDialog } from "./sign-in-again-dialog.tsx";
export { SignOutDialog } from "./sign-out-dialog.tsx";
export { StoreBlockedScreen } from "./store-blocked-screen.tsx";
export { UnlockScreen } from "./unlock-screen.tsx";
export { useSession } from "./use-session.ts";
