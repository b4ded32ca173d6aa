import Inbox from "@mui/icons-material/InboxOutlined";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState, type ReactNode } from "react";
import {
  ConfirmDialog,
  DiffList,
  DiffTable,
  DiffValue,
  EmptyState,
  FaultNotice,
  PageHeader,
  ProgressLine,
  SeverityChip,
  SeverityIcon,
  StateChip,
  StepperFrame,
  Toolbar,
  type SeverityKind,
  type StateKind,
} from "../../renderer/ui/index.ts";

const STATES: readonly StateKind[] = ["draft", "pending", "accredited", "refused", "conflict"];
const SEVERITIES: readonly SeverityKind[] = ["info", "warning", "error", "fatal"];

/** Every small piece once. */
export function PiecesPage() {
  const [asking, setAsking] = useState(false);
  return (
    <main style={{ height: "100vh", overflow: "auto" }}>
      <PageHeader
        title="Pièces"
        onBack={() => undefined}
        actions={<Button variant="outlined">Exporter</Button>}
      />
      <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 20, padding: 16 }}>
        <Section title="États et sévérités">
          <Row>
            {STATES.map((state) => (
              <StateChip key={state} state={state} />
            ))}
          </Row>
          <Row>
            {STATES.map((state) => (
              <StateChip key={state} state={state} size="small" iconOnly />
            ))}
            {SEVERITIES.map((severity) => (
              <SeverityIcon key={severity} severity={severity} />
            ))}
          </Row>
          <Row>
            {SEVERITIES.map((severity, at) => (
              <SeverityChip key={severity} severity={severity} count={at + 1} />
            ))}
          </Row>
        </Section>
        <Section title="Avant, après">
          <p>
            <DiffValue before="Institut de chimie" after="Institut de chimie et de physique" />
          </p>
          <p>
            <DiffValue after="UMR5246" monospace /> · <DiffValue before="UMR5246" />
          </p>
          <DiffList before={["Lyon", "Brest", "Pau"]} after={["Lyon", "Pau", "Metz"]} />
        </Section>
        <Section title="Changements d’une fiche">
          <DiffTable
            caption="Institut de chimie de Lyon"
            rows={[
              {
                id: "1",
                label: "Libellé",
                before: "Institut de chimie de Lyon",
                after: "Institut de physique de Lyon",
              },
              { id: "2", label: "Sites", before: ["Lyon", "Brest"], after: ["Lyon", "Metz"] },
              {
                id: "3",
                label: "SIRET",
                after: "13002000000000",
                monospace: true,
                findings: [{ severity: "warning", message: "La clé du SIRET est fausse." }],
              },
            ]}
          />
        </Section>
        <Section title="Fautes et attentes">
          <FaultNotice
            happened="Le dépôt central n’a pas répondu."
            kept="Vos 12 modifications sont gardées sur ce poste."
            toDo="L’envoi reprendra dès que la connexion reviendra."
            detail="CENTRAL_UNREACHABLE"
            actions={[{ label: "Réessayer maintenant", onAct: () => undefined }]}
            onDismiss={() => undefined}
          />
          <FaultNotice
            severity="warning"
            happened="6 codes portaient une espace finale."
            toDo="Elle a été retirée."
          />
          <ProgressLine
            label="Lecture du classeur"
            done={1204}
            total={4506}
            elapsedMs={4000}
            onCancel={() => undefined}
          />
          <ProgressLine label="Comptage" done={0} />
        </Section>
        <Section title="Vide">
          <EmptyState
            icon={<Inbox fontSize="inherit" />}
            sentence="Aucune demande n’attend votre décision."
            hint="Les demandes soumises par les intendants arriveront ici."
            action={{ label: "Voir mes demandes", onAct: () => undefined }}
            secondaryAction={{ label: "Actualiser", onAct: () => undefined }}
          />
        </Section>
        <Section title="Étapes">
          <div style={{ height: 240, border: "1px solid var(--it-palette-divider)" }}>
            <StepperFrame
              label="Import"
              steps={[
                { id: "file", label: "Fichier", status: "done", hint: "nacres.xlsx" },
                { id: "columns", label: "Colonnes", status: "done" },
                { id: "check", label: "Contrôle", status: "current" },
                { id: "request", label: "Demande", status: "todo" },
              ]}
              onStep={() => undefined}
              back={{ label: "Colonnes", onAct: () => undefined }}
              next={{ label: "Créer la demande", onAct: () => undefined }}
              note="2 005 lignes seront créées."
            >
              <Toolbar label="Contrôle" end={<Button variant="outlined">Télécharger</Button>}>
                <TextField label="Filtrer les constats" />
              </Toolbar>
            </StepperFrame>
          </div>
          <Row>
            <Button variant="contained" onClick={() => setAsking(true)}>
              Soumettre 12 modifications
            </Button>
            <Button variant="outlined">Voir</Button>
            <Button disabled>Indisponible</Button>
          </Row>
        </Section>
      </div>
      <ConfirmDialog
        open={asking}
        title="Soumettre 12 modifications ?"
        confirmLabel="Soumettre 12 modifications"
        onConfirm={() => setAsking(false)}
        onCancel={() => setAsking(false)}
      >
        Trois accréditeurs seront sollicités, dans cet ordre : service des structures, direction,
        tutelle.
      </ConfirmDialog>
    </main>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section style={{ display: "flex", flexDirection: "column", gap: 10 }}>
      <h2 style={{ fontSize: 15, margin: 0 }}>{title}</h2>
      {children}
    </section>
  );
}

function Row({ children }: { readonly children: ReactNode }) {
  return (
    <div style={{ display: "flex", gap: 8, alignItems: "center", flexWrap: "wrap" }}>
      {children}
    </div>
  );
}
