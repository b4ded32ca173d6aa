import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { AppInfo } from "../../../shared/ports/index.ts";
import { useFormats } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { useLoad } from "../../app/use-load.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { FactList } from "./sealed-facts.tsx";

/** The state of the machine in plain words: what runs, where the data lie, what protects them, what room is left. */
export function MachineFacts() {
  const { t } = useTranslation("workstation");
  const formats = useFormats();
  const { data, host, sync } = useWorkspace();
  const counts = useLive((state) => state.counts);
  const view = useSyncExternalStore(sync.subscribe, sync.view);
  const [info] = useLoad("info", () => host.appInfo());
  const [space] = useLoad("space", async () => ({
    disk: await host.freeSpace(),
    used: (await navigator.storage.estimate()).usage ?? 0,
    persisted: await navigator.storage.persisted(),
  }));
  const [station] = useLoad(`station/${String(view.lastSync)}`, () => data.workstation());
  if (info.kind !== "ready" || space.kind !== "ready" || station.kind !== "ready") return null;
  const { disk, used, persisted } = space.value;
  const place = host.kind === "electron" ? "disk" : persisted ? "persisted" : "fragile";
  return (
    <FactList
      label={t("machine.label")}
      facts={[
        [t("machine.version"), versionOf(info.value)],
        [t("machine.place"), t(`machine.placed.${place}`)],
        [t("machine.sealing"), t(`machine.sealed.${info.value.sealing}`)],
        [
          t("machine.journal"),
          t(host.kind === "electron" ? "machine.journalKept" : "machine.journalNone"),
        ],
        [
          t("machine.space"),
          disk === null
            ? t("machine.spaceUnknown")
            : t(disk.free < disk.least ? "machine.spaceShort" : "machine.spaceLeft", {
                free: disk.free,
              }),
        ],
        [t("machine.size"), t("machine.sized", { size: used, count: station.value.records })],
        [
          t("machine.sync"),
          view.lastSync === null
            ? t("machine.neverSynced")
            : t("machine.synced", { at: view.lastSync, cursor: station.value.cursor }),
        ],
        [
          t("machine.waiting"),
          counts.drafts + counts.outbox === 0
            ? t("machine.nothingWaits")
            : t("machine.waits", {
                drafts: formats.number(counts.drafts),
                outbox: formats.number(counts.outbox),
              }),
        ],
        [t("machine.device"), station.value.deviceId],
      ]}
    />
  );
}

const versionOf = ({ version, platform, engines }: AppInfo): string =>
  [
    `Intendance ${version}`,
    platform,
    engines && `Electron ${engines.electron}, Chromium ${engines.chromium}`,
  ]
    .filter((part) => part !== null && part !== "")
    .join(" · ");
