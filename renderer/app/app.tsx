import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createBrowserRouter, RouterProvider } from "react-router";
import { acceptEmptied } from "../data-worker/data-client.ts";
import {
  databaseName,
  FirstPullScreen,
  recallSession,
  SessionFrame,
  SignInScreen,
  useSession,
} from "../features/session/index.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";
import { AboutDialog } from "../features/about/index.ts";
import { FaultNotice, ShortcutProvider } from "../ui/index.ts";
import { AppTheme } from "./app-theme.tsx";
import { faultWords } from "./fault-words.ts";
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
  /** Address of the central repository. */
  readonly central: string;
}) {
  useEffect(() => {
    void open.start();
  }, [open]);
  return (
    <AppTheme>
      <HostWishes host={host} />
      <Current open={open} />
      <AboutDialog host={host} central={central} />
    </AppTheme>
  );
}

function Current({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation("session");
  const session = useSession((state) => state.session);
  switch (session.kind) {
    case "starting":
      return null;
    case "blocked":
      return (
        <SessionFrame title={t("blocked.title")}>
          {session.fault.details["reason"] === "emptied" ? (
            <FaultNotice
              severity="fatal"
              happened={t("blocked.emptied")}
              kept={t("blocked.emptiedKept")}
              toDo={t("blocked.emptiedToDo")}
              actions={[{ label: t("blocked.startOver"), onAct: startOver }]}
            />
          ) : (
            <FaultNotice {...faultWords(session.fault, t)} severity="fatal" />
          )}
        </SessionFrame>
      );
    case "signed-out":
      return (
        <SignInScreen
          session={session}
          fixedAddress
          onSignIn={(address, login, password) => void open.signIn(address, login, password)}
        />
      );
    case "filling": {
      const workspace = open.workspace();
      return (
        workspace && (
          <FirstPullScreen
            sync={workspace.sync}
            clock={workspace.clock}
            onSignOut={() => void open.giveUp()}
          />
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

/** The person was told that the local base came back empty: the next opening fills a new one from central. */
function startOver(): void {
  const session = recallSession();
  if (session) acceptEmptied(databaseName(session));
  window.location.reload();
}
