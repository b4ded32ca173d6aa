import AccountTree from "@mui/icons-material/AccountTreeOutlined";
import Apartment from "@mui/icons-material/ApartmentOutlined";
import FactCheck from "@mui/icons-material/FactCheckOutlined";
import Home from "@mui/icons-material/HomeOutlined";
import Inbox from "@mui/icons-material/InboxOutlined";
import People from "@mui/icons-material/PeopleOutlined";
import Send from "@mui/icons-material/SendOutlined";
import SwapVert from "@mui/icons-material/SwapVert";
import Button from "@mui/material/Button";
import { useMemo, useState } from "react";
import { Grid } from "../../renderer/grid/index.ts";
import {
  AppFrame,
  CommandPalette,
  DraftBar,
  FaultNotice,
  KeyboardHelp,
  PageHeader,
  StateChip,
  SyncBadge,
  useShortcuts,
  type NavSection,
} from "../../renderer/ui/index.ts";
import { COLUMNS, createTable } from "./generated-rows.ts";

const NAVIGATION: readonly NavSection[] = [
  {
    id: "work",
    entries: [
      { id: "home", label: "Accueil", icon: <Home />, href: "#/" },
      {
        id: "inbox",
        label: "À traiter",
        icon: <Inbox />,
        href: "#/a-traiter",
        count: 7,
        countLabel: "7 demandes à traiter",
        tone: "attention",
      },
      { id: "mine", label: "Mes demandes", icon: <Send />, href: "#/demandes", count: 3 },
    ],
  },
  {
    id: "data",
    label: "Référentiels",
    entries: [
      {
        id: "structures",
        label: "Structures internes",
        icon: <Apartment />,
        href: "#/s",
        count: 312,
      },
      { id: "people", label: "Personnes", icon: <People />, href: "#/p", count: 2005 },
      { id: "lists", label: "Nomenclatures", icon: <AccountTree />, href: "#/n" },
    ],
  },
  {
    id: "quality",
    label: "Qualité",
    entries: [{ id: "findings", label: "Constats", icon: <FactCheck />, href: "#/q", count: 48 }],
  },
  {
    id: "sync",
    label: "Échanges",
    entries: [{ id: "sync", label: "Synchronisation", icon: <SwapVert />, href: "#/y" }],
  },
];

/** The whole frame with a grid, a panel and a draft bar. */
export function FramePage() {
  const [collapsed, setCollapsed] = useState(false);
  const [current, setCurrent] = useState("structures");
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [panel, setPanel] = useState(true);
  const [asAt, setAsAt] = useState(false);
  const [width, setWidth] = useState<number>();
  const source = useMemo(() => createTable(312, COLUMNS).source([], [], 0), []);
  useShortcuts([
    {
      id: "search",
      keys: "Mod+K",
      label: "Rechercher partout",
      group: "Partout",
      onTrigger: () => setPalette(true),
    },
    {
      id: "help",
      keys: "?",
      label: "Liste des raccourcis",
      group: "Partout",
      onTrigger: () => setHelp(true),
    },
    {
      id: "home",
      keys: "G A",
      label: "Aller à l’accueil",
      group: "Aller à",
      onTrigger: () => setCurrent("home"),
    },
    {
      id: "inbox",
      keys: "G D",
      label: "Aller aux demandes à traiter",
      group: "Aller à",
      onTrigger: () => setCurrent("inbox"),
    },
    {
      id: "asat",
      keys: "F9",
      label: "Choisir la date de consultation",
      group: "Partout",
      onTrigger: () => setAsAt(!asAt),
    },
    { id: "next", keys: "J", label: "Ligne suivante", group: "Listes", onTrigger: () => undefined },
    {
      id: "redo",
      keys: "Mod+Shift+Z",
      label: "Rétablir",
      group: "Édition",
      onTrigger: () => undefined,
    },
  ]);
  return (
    <>
      <AppFrame
        navigation={NAVIGATION}
        currentNavId={current}
        onNavigate={({ id }) => setCurrent(id)}
        navCollapsed={collapsed}
        onNavCollapsed={setCollapsed}
        headerStart={<Button color="inherit">Université de Bréhat</Button>}
        onSearch={() => setPalette(true)}
        headerEnd={
          <>
            <Button color="inherit" onClick={() => setAsAt(true)}>
              Au 22/11/2026
            </Button>
            <SyncBadge
              mood="offline"
              sentence="Hors ligne · 3 envois en attente"
              onOpen={() => undefined}
            />
          </>
        }
        asAtNotice={
          asAt
            ? {
                sentence: "Vous consultez l’état au 01/01/2020. Rien ne peut être modifié.",
                onReset: () => setAsAt(false),
              }
            : undefined
        }
        panel={
          panel && (
            <div style={{ padding: 16 }}>
              <FaultNotice
                severity="warning"
                happened="La clé du SIRET est fausse."
                toDo="Vérifiez-la auprès de l’INSEE."
              />
              <p>Institut de chimie de Lyon</p>
            </div>
          )
        }
        panelLabel="Fiche"
        panelTitle="Institut de chimie de Lyon"
        onClosePanel={() => setPanel(false)}
        panelWidth={{ value: width, onChange: setWidth }}
        draftBar={
          <DraftBar
            sentence="12 modifications non soumises"
            onOpen={() => undefined}
            onSubmit={() => undefined}
            submitLabel="Soumettre 12 modifications"
          >
            <StateChip state="conflict" label="1 conflit" />
          </DraftBar>
        }
      >
        <PageHeader
          title="Structures internes"
          facts={
            <>
              <span>312 · 4 brouillons</span>
            </>
          }
        />
        <Grid
          label="Structures internes"
          columns={COLUMNS}
          source={source}
          onOpenRow={() => setPanel(true)}
          onEdit={async () => undefined}
        />
      </AppFrame>
      <CommandPalette
        open={palette}
        onClose={() => setPalette(false)}
        search={async (text) =>
          text === "rien"
            ? []
            : [
                {
                  id: "records",
                  label: "Structures internes",
                  total: 42,
                  items: [
                    {
                      id: "1",
                      code: "UMR5246",
                      label: "Institut de chimie",
                      detail: "Lyon",
                      state: "draft",
                    },
                    { id: "2", code: "EA1001", label: "Institut de physique", detail: "Brest" },
                  ],
                },
                {
                  id: "commands",
                  label: "Commandes",
                  items: [{ id: "3", label: "Importer un fichier", keys: "G I" }],
                },
              ]
        }
        onChoose={({ id }) => setCurrent(id)}
      />
      <KeyboardHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}
