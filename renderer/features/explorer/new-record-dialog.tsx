import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import Link from "@mui/material/Link";
import { ok, type JsonValue, type RecordId } from "../../../shared/base/index.ts";
import { attributeOf, tidyValue, type Referential } from "../../../shared/model/index.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RecordLabel } from "../../data-worker/data-api.ts";
import { ConfirmDialog } from "../../ui/index.ts";

/** A new record: its key and its label first, with what already exists under that name (P11: search before creating). */
export function NewRecordDialog({
  referential,
  onClose,
  onCreated,
}: {
  readonly referential: Referential;
  readonly onClose: () => void;
  readonly onCreated: (id: RecordId) => void;
}) {
  const { t, i18n } = useTranslation("explorer");
  const language = chooseLanguage(i18n.language);
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const names = [...new Set([...referential.key, referential.title])];
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [known, setKnown] = useState<RecordLabel | null>(null);
  const [alike, setAlike] = useState<readonly RecordLabel[]>([]);
  const [busy, setBusy] = useState(false);

  const key = referential.key.map((name) => (typed[name] ?? "").trim()).join("|");
  const title = (typed[referential.title] ?? "").trim();
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      const [same, similar] = await Promise.all([
        key === "" ? null : data.recordByKey(referential.id, key),
        title.length < 3 ? [] : data.lookup(referential.id, title, 5),
      ]);
      if (!current) return;
      setKnown(same);
      setAlike(similar);
    };
    look().catch(fail);
    return () => {
      current = false;
    };
  }, [data, referential.id, key, title, fail]);

  const create = async (): Promise<void> => {
    setBusy(true);
    try {
      const values: Record<string, JsonValue> = {};
      for (const name of names) {
        const attribute = attributeOf(referential, name);
        const read = attribute ? tidyValue(attribute, typed[name] ?? "") : ok({ tidied: false });
        const value = read.ok && "value" in read.value ? read.value.value : undefined;
        if (value !== undefined) values[name] = value as JsonValue;
      }
      onCreated(
        await data.createRecord(
          referential.id,
          values,
          t("gesture.create", { singular: referential.singular[language] }),
        ),
      );
    } catch (thrown) {
      setBusy(false);
      fail(thrown);
    }
  };

  return (
    <ConfirmDialog
      open
      title={t("create.title", { singular: referential.singular[language] })}
      confirmLabel={t("create.act")}
      maxWidth="sm"
      busy={busy}
      disabled={referential.key.some((name) => (typed[name] ?? "").trim() === "") || known !== null}
      onConfirm={() => void create()}
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 1.5, pt: 1 }}>
        {names.map((name, at) => {
          const attribute = attributeOf(referential, name);
          const isKey = referential.key.includes(name);
          return (
            <TextField
              key={name}
              label={attribute?.label[language] ?? name}
              value={typed[name] ?? ""}
              autoFocus={at === 0}
              required={isKey}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              onKeyDown={(event) => {
                if (
                  event.key === "Enter" &&
                  key.replaceAll("|", "") !== "" &&
                  known === null &&
                  !busy
                ) {
                  event.preventDefault();
                  void create();
                }
              }}
              error={isKey && known !== null}
              helperText={
                isKey && known !== null ? t("create.exists", { title: known.title }) : undefined
              }
            />
          );
        })}
        {known && (
          <Link component={RouterLink} to={`/referentiels/${referential.id}/fiches/${known.id}`}>
            {t("create.open", { title: known.title })}
          </Link>
        )}
        <Box aria-live="polite">
          {alike.length > 0 && (
            <>
              <Typography variant="body2" color="textSecondary">
                {t("create.alike")}
              </Typography>
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                {alike.map((one) => (
                  <li key={one.id}>
                    <Link
                      component={RouterLink}
                      to={`/referentiels/${referential.id}/fiches/${one.id}`}
                    >
                      <code>{one.key}</code> {one.title}
                    </Link>
                  </li>
                ))}
              </Box>
            </>
          )}
        </Box>
      </Box>
    </ConfirmDialog>
  );
}
