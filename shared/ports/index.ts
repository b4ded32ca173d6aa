export type { Clock, Ids, OnProgress, Progress } from "./ambient.ts";
export type { CentralGateway, Identity, Rights, Role } from "./central-gateway.ts";
export type {
  AppInfo,
  DesktopHost,
  HostNews,
  Journal,
  JournalDamage,
  SecretStore,
} from "./desktop-host.ts";
export type {
  BaseState,
  CommandRow,
  ConflictRow,
  DraftRow,
  HistoryPage,
  LocalStore,
  OutboxRow,
  PackedBlock,
  RowWrites,
  WriteBatch,
} from "./local-store.ts";
