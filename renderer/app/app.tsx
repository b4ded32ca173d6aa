import { useEffect, useMemo } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";
import {
  FirstPullScreen,
  RestoredDialog,
  SignInScreen,
  StoreBlockedScreen,
  UnlockScreen,
  useSession,
} from "../features/session/index.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";
import type { CentralOfPage } from "../host/index.ts";
import { AboutDialog } from "../features/about/index.ts";
import { RestoreAtSignIn } from "../features/workstation/index.ts";
import { ShortcutProvider } from "../ui/index.ts";
import { AppTheme } from "./app-theme.tsx";
import { FEATURES } from "./features.ts";
import { HostWishes } from "./host-wishes.tsx";
import { lazyScreen } from "./lazy-screen.tsx";
import { RouteFault } from "./route-fault.tsx";
import type { OpenSession } from "./open-session.ts";
import { Shell } from "./shell.tsx";
import { WorkspaceProvider } from "./workspace.tsx";

/** The whole application: the session first, then the screens of a known person. */
export function App({
  open,
  host,
  central,
}: {
  readonly open: OpenSession;
  readonly host: DesktopHost;
  readonly central: CentralOfPage;
}) {
  useEffect(() => {
    void open.start();
  }, [open]);
  return (
    <AppTheme>
      <HostWishes host={host} />
      <Current open={open} host={host} central={central} />
      <AboutDialog host={host} central={central.address} />
    </AppTheme>
  );
}

function Current({ open, host, central }: Parameters<typeof App>[0]) {
  const session = useSession((state) => state.session);
  switch (session.kind) {
    case "starting":
      return null;
    case "blocked":
      return (
        <StoreBlockedScreen
          fault={session.fault}
          host={host}
          onSalvage={open.salvage}
          onStartOver={open.startOver}
        />
      );
    case "locked":
      return (
        <UnlockScreen
          session={session}
          onUnlock={(password) => void open.unlock(password)}
          onOtherPerson={() => void open.giveUp()}
          onStartOver={open.startOver}
        />
      );
    case "signed-out":
      return (
        <SignInScreen
          session={session}
          below={<RestoreAtSignIn host={host} address={session.address} onRestore={open.restore} />}
          onChooseCentral={central.isFixed ? undefined : host.useCentral}
          onSignIn={(login, password) => void open.signIn(session.address, login, password)}
        />
      );
    case "filling": {
      const workspace = open.workspace();
      return (
        workspace && (
          <>
            <FirstPullScreen
              sync={workspace.sync}
              clock={workspace.clock}
              onSignOut={() => void open.giveUp()}
            />
            <RestoredDialog data={workspace.data} />
          </>
        )
      );
    }
    case "ready":
      return <Screens open={open} />;
  }
}

function Screens({ open }: { readonly open: OpenSession }) {
  const router = useMemo(
    () =>
      createBrowserRouter([
        {
          element: <Shell />,
          errorElement: <RouteFault />,
          children: [
            ...FEATURES.flatMap(({ routes }) =>
              routes.map(({ path, load }) => ({
                path,
                element: lazyScreen(load),
                errorElement: <RouteFault />,
              })),
            ),
            { path: "*", element: <RouteFault missing /> },
          ],
        },
      ]),
    [],
  );
  const workspace = open.workspace();
  return (
    workspace && (
      <WorkspaceProvider value={workspace}>
        <ShortcutProvider>
          <RouterProvider router={router} />
        </ShortcutProvider>
      </WorkspaceProvider>
    )
  );
}
