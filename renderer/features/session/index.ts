export { FirstPullScreen } from "./first-pull-screen.tsx";
export { forgetSession, recallSession, rememberSession } from "./remembered-session.ts";
export { SessionFrame } from "./session-frame.tsx";
export { databaseName } from "./session-state.ts";
export { SignInScreen } from "./sign-in-screen.tsx";
export { SignInAgainDialog } from "./sign-in-again-dialog.tsx";
export { SignOutDialog } from "./sign-out-dialog.tsx";
export { useSession } from "./use-session.ts";
